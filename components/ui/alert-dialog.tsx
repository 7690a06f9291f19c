"use client";

import { AlertDialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { dialogClasses, overlayClasses } from "./dialog";
import { useReturnFocus } from "./return-focus";

/** A question that must be answered: no click outside closes it. For the usual case take `ConfirmDialog`. */
export const AlertDialog = Radix.Root;
export const AlertDialogTrigger = Radix.Trigger;
export const AlertDialogCancel = Radix.Cancel;
export const AlertDialogAction = Radix.Action;

export function AlertDialogContent({
  title,
  description,
  className,
  children,
  onOpenAutoFocus,
  onCloseAutoFocus,
  ...props
}: Omit<ComponentProps<typeof Radix.Content>, "title"> & { title: ReactNode; description?: ReactNode }) {
  const focus = useReturnFocus({ onOpenAutoFocus, onCloseAutoFocus });
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlayClasses} />
      <Radix.Content
        className={cn(dialogClasses, "max-w-md", className)}
        {...(description ? {} : { "aria-describedby": undefined })}
        {...focus}
        {...props}
      >
        <header className="px-5 pt-4">
          <Radix.Title className="text-heading">{title}</Radix.Title>
          {description ? (
            <Radix.Description className="mt-1 text-pretty text-muted-foreground text-body">
              {description}
            </Radix.Description>
          ) : null}
        </header>
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}
