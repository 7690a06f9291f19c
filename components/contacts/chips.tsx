import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";

/** Names as chips on one line; what does not fit in `max` is counted, and named under the pointer or focus. */
export function Chips({ names, max = 2, outline }: { names: readonly string[]; max?: number; outline?: boolean }) {
  const rest = names.slice(max);
  return (
    <span className="flex min-w-0 items-center gap-1">
      {names.slice(0, max).map((name) => (
        <Badge key={name} outline={outline}>
          <span className="max-w-24 truncate">{name}</span>
        </Badge>
      ))}
      {rest.length > 0 ? (
        <Tooltip content={rest.join(", ")}>
          <button type="button" className="rounded-sm px-0.5 text-meta text-muted-foreground tabular-nums">
            <span aria-hidden>+{rest.length}</span>
            <span className="sr-only">and {rest.join(", ")}</span>
          </button>
        </Tooltip>
      ) : null}
    </span>
  );
}

/** All names as chips, on as many lines as they need. */
export function AllChips({
  names,
  emptyText,
  className,
}: {
  names: readonly string[];
  emptyText: string;
  className?: string;
}) {
  if (names.length === 0) return <p className={cn("text-muted-foreground text-table", className)}>{emptyText}</p>;
  return (
    <ul className={cn("flex flex-wrap gap-1", className)}>
      {names.map((name) => (
        <li key={name} className="min-w-0 max-w-full">
          <Badge>
            <span className="truncate">{name}</span>
          </Badge>
        </li>
      ))}
    </ul>
  );
}
