"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button, type ButtonProps } from "./button";
import { cn } from "./cn";

/** Puts `value` on the clipboard and shows a tick. An icon named by `label`, or with children a button with words. */
export function CopyButton({
  value,
  label = "Copy",
  variant = "ghost",
  size,
  className,
  children,
  onCopied,
  ...props
}: Omit<ButtonProps, "value" | "onClick"> & {
  value: string | (() => string | Promise<string>);
  label?: string;
  onCopied?: () => void;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof value === "string" ? value : await value());
      setCopied(true);
      onCopied?.();
    } catch {
      toast.error("The browser did not allow copying. Select the text and copy it by hand.");
    }
  }

  return (
    <Button
      variant={variant}
      size={size ?? (children ? "sm" : "icon-sm")}
      aria-label={children ? undefined : label}
      title={children ? undefined : label}
      className={cn("z-1", className)}
      onClick={copy}
      {...props}
    >
      {copied ? <Check className="text-success-foreground" /> : <Copy />}
      {children}
      <span aria-live="polite" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </Button>
  );
}
