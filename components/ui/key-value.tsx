import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

/** Facts about one thing, names left, values right; on phones below one another. Contains `KeyValue`s. */
export function KeyValueList({ className, ...props }: ComponentProps<"dl">) {
  return <dl className={cn("flex min-w-0 flex-col text-table", className)} {...props} />;
}

/** One fact. `copy` adds a button with that text, `mono` for ids, URLs and payloads. An absent value shows a dash. */
export function KeyValue({
  label,
  mono,
  copy,
  className,
  children,
}: {
  label: ReactNode;
  mono?: boolean;
  copy?: string;
  className?: string;
  children?: ReactNode;
}) {
  const isEmpty = children === null || children === undefined || children === "";
  return (
    <div
      className={cn(
        "grid min-h-8 grid-cols-1 gap-x-4 border-b py-1.5 last:border-b-0 sm:grid-cols-[minmax(7rem,10rem)_minmax(0,1fr)]",
        className,
      )}
    >
      <dt className="text-muted-foreground">{label}</dt>
      <dd className={cn("flex min-w-0 items-start gap-1 [overflow-wrap:anywhere]", mono && "text-mono")}>
        {isEmpty ? <span className="text-muted-foreground">–</span> : <span className="min-w-0">{children}</span>}
        {copy ? (
          <CopyButton
            value={copy}
            label={typeof label === "string" ? `Copy ${label.toLowerCase()}` : "Copy"}
            className="-my-1 size-6"
          />
        ) : null}
      </dd>
    </div>
  );
}
