import type { ReactNode } from "react";
import { cn } from "./cn";

/** Nothing here yet: an icon, a sentence that teaches, the next action, and where it helps a snippet (`code`: a CodeBlock). */
export function EmptyState({
  icon,
  title,
  description,
  action,
  code,
  framed,
  className,
}: {
  icon?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  code?: ReactNode;
  /** Draws its own card; inside a table or a card leave it out. */
  framed?: boolean;
  className?: string;
}) {
  return (
    <div
      className={cn(
        "flex flex-col items-center px-4 py-10 text-center",
        framed && "rounded-lg border border-dashed bg-card",
        className,
      )}
    >
      {icon ? (
        <div
          aria-hidden
          className="mb-3 flex size-9 items-center justify-center rounded-lg border bg-card text-muted-foreground [&_svg]:size-[1.125rem]"
        >
          {icon}
        </div>
      ) : null}
      <p className="font-medium text-body">{title}</p>
      {description ? (
        <div className="mt-1 max-w-md text-balance text-muted-foreground text-table">{description}</div>
      ) : null}
      {action ? <div className="mt-4 flex flex-wrap items-center justify-center gap-2">{action}</div> : null}
      {code ? <div className="mt-5 w-full max-w-xl text-left">{code}</div> : null}
    </div>
  );
}
