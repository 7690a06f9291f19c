import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A calm surface: 1 px border, radius 8, no shadow. Parts: CardHeader, CardContent, CardFooter. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section className={cn("flex min-w-0 flex-col rounded-lg border bg-card", className)} {...props} />;
}

/** Title, one line below it, actions at the right. `level` keeps the page's outline in order. */
export function CardHeader({
  title,
  description,
  actions,
  level = 2,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
  className?: string;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <header className={cn("flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4", className)}>
      <div className="min-w-0 flex-1 basis-60">
        <Heading className="font-semibold text-body tracking-[-0.01em]">{title}</Heading>
        {description ? <p className="mt-0.5 text-pretty text-muted-foreground text-table">{description}</p> : null}
      </div>
      {actions ? <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

export function CardContent({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("min-w-0 p-4", className)} {...props} />;
}

/** Buttons or a note under a line. */
export function CardFooter({ className, ...props }: ComponentProps<"footer">) {
  return (
    <footer
      className={cn(
        "mt-auto flex flex-wrap items-center justify-between gap-2 rounded-b-lg border-t bg-muted/50 px-4 py-2.5 text-muted-foreground text-table",
        className,
      )}
      {...props}
    />
  );
}
