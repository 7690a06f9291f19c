import type { ComponentProps, ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";
import { cn } from "./cn";

const widths = { narrow: "max-w-[45rem]", default: "max-w-[73.75rem]", full: "max-w-none" };

/** The frame of a page's content: at most 1180 px, padding 24 (16 on phones). `narrow` for forms, `full` for canvases. */
export function Page({
  width = "default",
  className,
  ...props
}: ComponentProps<"div"> & { width?: keyof typeof widths }) {
  return (
    <div
      className={cn(
        "mx-auto flex w-full min-w-0 flex-col gap-5 px-4 pt-5 pb-16 md:px-6 md:pt-6",
        widths[width],
        className,
      )}
      {...props}
    />
  );
}

/** Title, its one-line purpose, the primary action; above it where the page hangs, beside the title a badge. */
export function PageHeader({
  title,
  description,
  actions,
  badge,
  breadcrumbs,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  badge?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  className?: string;
}) {
  return (
    <header className={cn("flex flex-col gap-2", className)}>
      {breadcrumbs ? <Breadcrumbs items={breadcrumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="min-w-0 text-title [overflow-wrap:anywhere]">{title}</h1>
            {badge}
          </div>
          {description ? (
            <p className="mt-0.5 max-w-prose text-pretty text-body text-muted-foreground">{description}</p>
          ) : null}
        </div>
        {actions ? <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
