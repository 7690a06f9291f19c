"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { useReturnFocus } from "./return-focus";

export const overlayClasses =
  "fixed inset-0 z-50 bg-overlay duration-150 ease-out data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0";

export const dialogClasses = cn(
  "fixed inset-x-4 top-[max(1rem,12dvh)] z-50 mx-auto flex max-h-[min(46rem,calc(88dvh-1rem))] flex-col overflow-hidden rounded-lg border bg-popover shadow-overlay outline-none",
  "duration-150 ease-out data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=closed]:zoom-out-98",
  "data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98",
);

/**
 * A task that needs the whole attention. `<Dialog open onOpenChange>` or with `<DialogTrigger asChild>`;
 * inside `<DialogContent title description>`: a `DialogBody` and a `DialogFooter`.
 */
export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

const widths = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-2xl", xl: "max-w-4xl" };

export function DialogContent({
  title,
  description,
  size = "md",
  className,
  children,
  onOpenAutoFocus,
  onCloseAutoFocus,
  ...props
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  size?: keyof typeof widths;
}) {
  const focus = useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus });
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClasses} />
      <Radix.Content
        className={cn(dialogClasses, widths[size], className)}
        {...(description ? {} : { "aria-describedby": undefined })}
        {...focus}
        {...props}
      >
        <header className="flex items-start gap-4 border-b px-5 py-4">
          <div className="min-w-0 flex-1">
            <Radix.Title className="text-heading">{title}</Radix.Title>
            {description ? (
              <Radix.Description className="mt-0.5 text-pretty text-muted-foreground text-table">
                {description}
              </Radix.Description>
            ) : null}
          </div>
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label="Close" className="-mr-1.5">
              <X />
            </Button>
          </Radix.Close>
        </header>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

/** The scrolling middle. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-scroll
      className={cn("min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4", className)}
      {...props}
    />
  );
}

/** Buttons, the main one last. */
export function DialogFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn("flex shrink-0 flex-wrap items-center justify-end gap-2 border-t bg-muted/50 px-5 py-3", className)}
      {...props}
    />
  );
}
