"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { overlayClasses } from "./dialog";
import { useReturnFocus } from "./return-focus";

/**
 * The inspector: slides in from the right, 480 px (`md`) or 640 px (`lg`), the whole width on phones. Keep its open state in the URL.
 * Inside `<SheetContent title description actions>`: a `SheetBody` and, where there is something to decide, a `SheetFooter`.
 */
export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;
export const SheetClose = Radix.Close;

const widths = { md: "sm:w-120", lg: "sm:w-160" };
const sides = {
  right: "right-0 border-l data-[state=closed]:slide-out-to-right-8 data-[state=open]:slide-in-from-right-8",
  left: "left-0 border-r data-[state=closed]:slide-out-to-left-8 data-[state=open]:slide-in-from-left-8",
};

export function SheetContent({
  title,
  description,
  actions,
  size = "md",
  side = "right",
  bare,
  className,
  children,
  onOpenAutoFocus,
  onCloseAutoFocus,
  ...props
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  /** Icon buttons left of Close: previous, next, copy link. */
  actions?: ReactNode;
  size?: keyof typeof widths;
  side?: keyof typeof sides;
  /** Without the visible header; the title is still read out. */
  bare?: boolean;
}) {
  const focus = useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus });
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClasses} />
      <Radix.Content
        className={cn(
          "fixed inset-y-0 z-50 flex w-full max-w-full flex-col bg-popover shadow-overlay outline-none duration-150 ease-out [--sticky-top:0px]",
          "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0",
          sides[side],
          widths[size],
          className,
        )}
        {...(description ? {} : { "aria-describedby": undefined })}
        {...focus}
        {...props}
      >
        {bare ? (
          <>
            <Radix.Title className="sr-only">{title}</Radix.Title>
            <Radix.Close className="sr-only">Close</Radix.Close>
          </>
        ) : (
          <header className="flex shrink-0 items-start gap-3 border-b px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-heading [overflow-wrap:anywhere]">{title}</Radix.Title>
              {description ? (
                <Radix.Description asChild>
                  <div className="mt-0.5 text-muted-foreground text-table [overflow-wrap:anywhere]">{description}</div>
                </Radix.Description>
              ) : null}
            </div>
            <div className="-mr-1.5 flex shrink-0 items-center gap-1">
              {actions}
              <Radix.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label="Close">
                  <X />
                </Button>
              </Radix.Close>
            </div>
          </header>
        )}
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

/** The scrolling middle. */
export function SheetBody({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-scroll
      className={cn(
        "flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto overscroll-contain px-5 py-4 *:shrink-0",
        className,
      )}
      {...props}
    />
  );
}

/** A titled part of an inspector. */
export function SheetSection({
  title,
  actions,
  className,
  children,
}: {
  title: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={cn("flex min-w-0 flex-col gap-2", className)}>
      <div className="flex min-h-7 items-center justify-between gap-3">
        <h3 className="font-semibold text-table">{title}</h3>
        {actions ? <div className="flex items-center gap-1.5">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** Buttons, the main one last. */
export function SheetFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn("flex shrink-0 flex-wrap items-center justify-end gap-2 border-t bg-muted/50 px-5 py-3", className)}
      {...props}
    />
  );
}
