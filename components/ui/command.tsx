"use client";

import { Command as Cmdk } from "cmdk";
import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { itemClasses } from "./floating";

/** A searchable list driven by the keyboard: the body of comboboxes and of the ⌘K palette. */
export function Command({ className, ...props }: ComponentProps<typeof Cmdk>) {
  return <Cmdk className={cn("flex min-h-0 flex-col outline-none", className)} {...props} />;
}

export function CommandInput({
  className,
  wrapperClassName,
  ...props
}: ComponentProps<typeof Cmdk.Input> & { wrapperClassName?: string }) {
  return (
    <div className={cn("flex h-9 shrink-0 items-center gap-2 border-b px-3", wrapperClassName)}>
      <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <Cmdk.Input
        className={cn("h-full w-full min-w-0 bg-transparent text-table outline-none max-sm:text-[1rem]", className)}
        {...props}
      />
    </div>
  );
}

export function CommandList({ className, ...props }: ComponentProps<typeof Cmdk.List>) {
  return (
    <Cmdk.List
      data-scroll
      className={cn(
        "max-h-72 min-h-0 flex-1 scroll-py-1 overflow-y-auto overscroll-contain p-1 outline-none",
        className,
      )}
      {...props}
    />
  );
}

export function CommandEmpty({ className, ...props }: ComponentProps<typeof Cmdk.Empty>) {
  return <Cmdk.Empty className={cn("px-3 py-6 text-center text-muted-foreground text-table", className)} {...props} />;
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Cmdk.Group>) {
  return (
    <Cmdk.Group
      className={cn(
        "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Cmdk.Item>) {
  return (
    <Cmdk.Item
      className={cn(
        itemClasses,
        "data-[disabled=false]:pointer-events-auto data-[disabled=false]:opacity-100 data-[selected=true]:bg-foreground/[0.06]",
        className,
      )}
      {...props}
    />
  );
}
