import { CircleAlert, CircleCheck, CircleDashed, CircleX, Info } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { type Tone, toneTint } from "./tone";

const icons: Record<Tone, ReactNode> = {
  neutral: <CircleDashed aria-hidden />,
  success: <CircleCheck aria-hidden />,
  warning: <CircleAlert aria-hidden />,
  danger: <CircleX aria-hidden />,
  info: <Info aria-hidden />,
};

/** A state as icon + word on its tint, never by colour alone. `icon` replaces the tone's own. */
export function StatusBadge({
  tone,
  icon,
  className,
  children,
  ...props
}: ComponentProps<"span"> & { tone: Tone; icon?: ReactNode }) {
  return (
    <span
      className={cn(
        "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-meta [&_svg]:size-3",
        toneTint[tone],
        className,
      )}
      {...props}
    >
      {icon ?? icons[tone]}
      {children}
    </span>
  );
}
