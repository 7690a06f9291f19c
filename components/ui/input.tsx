import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The frame shared by everything one types or picks into. Phones get 16 px, below which iOS zooms the page. */
export const controlClasses = cn(
  "w-full min-w-0 rounded-md border border-input bg-card text-body text-foreground max-sm:text-[1rem]",
  "transition-colors duration-100 hover:border-foreground/25 focus-visible:border-ring focus-visible:outline-offset-[-1px]",
  "disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground disabled:hover:border-input",
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger",
);

export type InputProps = ComponentProps<"input">;

/** A text input of 32 px. */
export function Input({ className, ...props }: InputProps) {
  return (
    <input
      data-slot="input"
      className={cn(controlClasses, "h-8 px-2.5 read-only:bg-muted/60 file:border-0 file:bg-transparent", className)}
      {...props}
    />
  );
}

/** An input with fixed words, icons or buttons inside its frame: `<InputGroup><InputAddon>https://</InputAddon><Input/></InputGroup>`. */
export function InputGroup({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "flex h-8 w-full min-w-0 items-center rounded-md border border-input bg-card transition-colors duration-100 hover:border-foreground/25",
        "has-[:focus-visible]:border-ring has-[[data-slot=input]:focus-visible]:outline-2 has-[[data-slot=input]:focus-visible]:outline-ring has-[[data-slot=input]:focus-visible]:-outline-offset-1",
        "has-[[data-slot=input][aria-invalid=true]]:border-danger",
        "[&>[data-slot=input]]:h-full [&>[data-slot=input]]:border-0 [&>[data-slot=input]]:bg-transparent [&>[data-slot=input]]:outline-none",
        className,
      )}
      {...props}
    />
  );
}

export function InputAddon({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      className={cn(
        "flex shrink-0 items-center gap-1 px-2.5 text-muted-foreground text-table first:pr-0 last:pl-0 [&_svg]:size-4",
        className,
      )}
      {...props}
    />
  );
}
