import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { type Tone, toneText } from "./tone";

const looks: Record<Exclude<Tone, "neutral">, { icon: ReactNode; frame: string }> = {
  info: { icon: <Info aria-hidden />, frame: "border-info/25 bg-info/10" },
  success: { icon: <CircleCheck aria-hidden />, frame: "border-success/25 bg-success/10" },
  warning: { icon: <TriangleAlert aria-hidden />, frame: "border-warning/35 bg-warning/10" },
  danger: { icon: <CircleAlert aria-hidden />, frame: "border-danger/25 bg-danger/10" },
};

/** A sentence or two that belongs to what surrounds it; `action` is a button at the right. */
export function Callout({
  tone = "info",
  title,
  action,
  className,
  children,
}: {
  tone?: keyof typeof looks;
  title?: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const look = looks[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "note"}
      className={cn("flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border px-3 py-2.5", look.frame, className)}
    >
      <div className="flex min-w-0 flex-1 basis-52 gap-2.5 text-table">
        <span className={cn("mt-px shrink-0 [&_svg]:size-4", toneText[tone])}>{look.icon}</span>
        <div className="min-w-0 text-pretty">
          {title ? <p className="font-medium">{title}</p> : null}
          {children ? <div className={cn(title ? "text-foreground/80" : null)}>{children}</div> : null}
        </div>
      </div>
      {action ? <div className="flex shrink-0 items-center gap-2">{action}</div> : null}
    </div>
  );
}
