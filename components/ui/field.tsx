import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Label } from "./label";

/** One control with its label, help and error. `horizontal` puts the words left and a switch right. */
export function Field({
  orientation = "vertical",
  className,
  ...props
}: ComponentProps<"div"> & { orientation?: "vertical" | "horizontal" }) {
  return (
    <div
      data-orientation={orientation}
      className={cn(
        "min-w-0",
        orientation === "vertical" ? "flex flex-col gap-1.5" : "flex items-start justify-between gap-6",
        className,
      )}
      {...props}
    />
  );
}

/** The label of a field; `optional` says so in grey, `action` sits at its right end. */
export function FieldLabel({
  optional,
  action,
  children,
  ...props
}: ComponentProps<"label"> & { optional?: boolean; action?: React.ReactNode }) {
  const label = (
    <Label {...props}>
      {children}
      {optional ? <span className="font-normal text-meta text-muted-foreground">Optional</span> : null}
    </Label>
  );
  if (!action) return label;
  return (
    <div className="flex items-baseline justify-between gap-3">
      {label}
      <span className="text-meta">{action}</span>
    </div>
  );
}

export function FieldDescription({ className, ...props }: ComponentProps<"p">) {
  return <p className={cn("text-pretty text-meta text-muted-foreground", className)} {...props} />;
}

/** What is wrong and what to do, in one sentence. Renders nothing without children. */
export function FieldError({ className, children, ...props }: ComponentProps<"p">) {
  if (!children) return null;
  return (
    <p role="alert" className={cn("text-danger-foreground text-meta", className)} {...props}>
      {children}
    </p>
  );
}

/** Fields below one another with the standard distance. */
export function FieldGroup({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-5", className)} {...props} />;
}

/** Fields that belong together under one legend, for instance radio buttons. */
export function FieldSet({ className, ...props }: ComponentProps<"fieldset">) {
  return <fieldset className={cn("flex min-w-0 flex-col gap-3", className)} {...props} />;
}

export function FieldLegend({ className, ...props }: ComponentProps<"legend">) {
  return <legend className={cn("mb-1.5 font-medium text-table", className)} {...props} />;
}
