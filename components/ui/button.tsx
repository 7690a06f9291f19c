import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonVariants = cva(
  [
    "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium",
    "transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-default",
    "[&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*=size-])]:size-4",
  ],
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-foreground hover:bg-accent/90",
        secondary: "bg-foreground/[0.07] text-foreground hover:bg-foreground/[0.11]",
        outline: "border border-input bg-card text-foreground hover:bg-muted",
        ghost:
          "text-muted-foreground hover:bg-foreground/[0.06] hover:text-foreground aria-expanded:bg-foreground/[0.06]",
        danger: "bg-danger-solid text-danger-solid-foreground hover:bg-danger-solid/90",
        link: "rounded-sm text-link underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2.5 text-table",
        md: "h-8 px-3 text-table",
        lg: "h-9 px-4 text-body",
        icon: "size-8",
        "icon-sm": "size-7",
      },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** Renders the only child (a link) with the looks of a button. */
    asChild?: boolean;
    /** Shows a spinner in place of the words; the button keeps its width and its focus and ignores clicks. */
    loading?: boolean;
  };

/** The one button. `type` is "button" unless said otherwise; one `primary` per view. */
export function Button({
  asChild,
  loading,
  variant,
  size,
  type = "button",
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      className={classes}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      {...props}
      type={loading ? "button" : type}
      onClick={loading ? undefined : onClick}
    >
      {loading ? (
        <>
          <span className="absolute inset-0 flex items-center justify-center">
            <Spinner />
          </span>
          <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
