"use client";

import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { floatingClasses, itemClasses } from "./floating";

/** Actions behind a button. `<DropdownMenu><DropdownMenuTrigger asChild/><DropdownMenuContent>items</DropdownMenuContent></DropdownMenu>`. */
export function DropdownMenu(props: ComponentProps<typeof Radix.Root>) {
  // Not modal: the page behind stays readable for screen readers, and a dialog may open from an item.
  return <Radix.Root modal={false} {...props} />;
}
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuGroup = Radix.Group;
export const DropdownMenuRadioGroup = Radix.RadioGroup;
export const DropdownMenuSub = Radix.Sub;

const contentClasses = cn(floatingClasses, "min-w-44 max-w-80 overflow-y-auto p-1");

export function DropdownMenuContent({
  className,
  align = "end",
  sideOffset = 4,
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(contentClasses, "max-h-(--radix-dropdown-menu-content-available-height)", className)}
        {...props}
      />
    </Radix.Portal>
  );
}

/** One action; `tone="danger"` for what cannot be undone, `hint` for a shortcut at the right. */
export function DropdownMenuItem({
  tone,
  hint,
  className,
  children,
  asChild,
  ...props
}: ComponentProps<typeof Radix.Item> & { tone?: "danger"; hint?: ReactNode }) {
  const classes = cn(
    itemClasses,
    tone === "danger" &&
      "text-danger-foreground data-[highlighted]:bg-danger/10 [&_svg:not([class*=text-])]:text-danger-foreground",
    className,
  );
  return (
    <Radix.Item asChild={asChild} className={classes} {...props}>
      {asChild ? (
        children
      ) : (
        <>
          {children}
          {hint ? <span className="ml-auto pl-4 text-meta text-muted-foreground">{hint}</span> : null}
        </>
      )}
    </Radix.Item>
  );
}

export function DropdownMenuCheckboxItem({ className, children, ...props }: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={cn(itemClasses, "pr-8", className)} {...props}>
      {children}
      <Radix.ItemIndicator className="absolute right-2">
        <Check />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(itemClasses, "pr-8", className)} {...props}>
      {children}
      <Radix.ItemIndicator className="absolute right-2">
        <Check />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={cn("px-2 pt-1.5 pb-1 text-meta text-muted-foreground", className)} {...props} />;
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Radix.Separator>) {
  return <Radix.Separator className={cn("-mx-1 my-1 h-px bg-border", className)} {...props} />;
}

export function DropdownMenuSubTrigger({ className, children, ...props }: ComponentProps<typeof Radix.SubTrigger>) {
  return (
    <Radix.SubTrigger className={cn(itemClasses, "data-[state=open]:bg-foreground/[0.06]", className)} {...props}>
      {children}
      <ChevronRight className="ml-auto" />
    </Radix.SubTrigger>
  );
}

export function DropdownMenuSubContent({ className, ...props }: ComponentProps<typeof Radix.SubContent>) {
  return (
    <Radix.Portal>
      <Radix.SubContent sideOffset={4} collisionPadding={8} className={cn(contentClasses, className)} {...props} />
    </Radix.Portal>
  );
}
