import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./input";

/** Several lines; grows with its content. `mono` for payloads and templates. */
export function Textarea({ className, mono, ...props }: ComponentProps<"textarea"> & { mono?: boolean }) {
  return (
    <textarea
      className={cn(controlClasses, "field-sizing-content min-h-20 px-2.5 py-1.5", mono && "text-mono", className)}
      {...props}
    />
  );
}
