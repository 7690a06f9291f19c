import { CircleCheck, CircleX, Clock, LogIn, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { numberText } from "@/components/audiences/count-text";
import { cn } from "@/components/ui/cn";
import { nodeName } from "@/lib/journeys/edit/node";
import type { GraphNode } from "@/lib/journeys/graph/graph";
import type { BlockCounts } from "./builder/editing";
import { blockRunsPath } from "./paths";
import type { JourneyScope } from "./scope";

type Counts = BlockCounts[string];

const shown: {
  key: keyof Counts;
  label: string;
  icon: LucideIcon;
  /** Whom the number counts, as the list of runs filters them. */
  who: Parameters<typeof blockRunsPath>[2];
}[] = [
  { key: "entered", label: "entered", icon: LogIn, who: { at: "entered" } },
  { key: "waiting", label: "waiting", icon: Clock, who: { state: "open" } },
  { key: "done", label: "went on", icon: CircleCheck, who: { at: "done" } },
  { key: "failed", label: "failed", icon: CircleX, who: { state: "failed" } },
];

const none: Counts = { entered: 0, waiting: 0, done: 0, failed: 0 };

/** How many contacts have come to a block, wait in it, went on and failed; each number opens the list of them. */
export function BlockCountsLine({
  scope,
  node,
  counts = none,
  tabIndex,
  className,
}: {
  scope: JourneyScope;
  node: GraphNode;
  counts?: Counts | undefined;
  tabIndex?: number;
  className?: string;
}) {
  return (
    <span
      role="group"
      aria-label={`Contacts of ${nodeName(node)}`}
      className={cn("flex items-center gap-1 text-meta text-muted-foreground tabular-nums", className)}
    >
      {shown.map(({ key, label, icon: Icon, who }) => (
        <Link
          key={key}
          href={blockRunsPath(scope, node.id, who)}
          prefetch={false}
          tabIndex={tabIndex}
          // On the canvas a click on a block selects it, which would hold the page.
          onClick={(event) => event.stopPropagation()}
          title={`${numberText(counts[key])} ${label}`}
          className={cn(
            "flex items-center gap-1 rounded-sm px-1 hover:bg-muted hover:text-foreground [&_svg]:size-3",
            key === "failed" && counts.failed > 0 && "text-danger-foreground hover:text-danger-foreground",
          )}
        >
          <Icon aria-hidden />
          {compact.format(counts[key])}
          <span className="sr-only"> {label}</span>
        </Link>
      ))}
    </span>
  );
}

/** 12,408 is 12K here: four numbers share a line. */
const compact = new Intl.NumberFormat("en", { notation: "compact" });
