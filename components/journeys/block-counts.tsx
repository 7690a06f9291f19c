import { CircleCheck, CircleX, Clock, LogIn, type LucideIcon } from "lucide-react";
import { numberText } from "@/components/audiences/count-text";
import { cn } from "@/components/ui/cn";
import type { BlockCounts } from "./builder/editing";

type Counts = BlockCounts[string];

const shown: { key: keyof Counts; label: string; icon: LucideIcon }[] = [
  { key: "entered", label: "entered", icon: LogIn },
  { key: "waiting", label: "waiting", icon: Clock },
  { key: "done", label: "went on", icon: CircleCheck },
  { key: "failed", label: "failed", icon: CircleX },
];

const none: Counts = { entered: 0, waiting: 0, done: 0, failed: 0 };

/** How many contacts have come to a block, wait in it, went on and failed. */
export function BlockCountsLine({ counts = none, className }: { counts?: Counts | undefined; className?: string }) {
  return (
    <span className={cn("flex items-center gap-2.5 text-meta text-muted-foreground tabular-nums", className)}>
      {shown.map(({ key, label, icon: Icon }) => (
        <span
          key={key}
          title={`${numberText(counts[key])} ${label}`}
          className={cn(
            "flex items-center gap-1 [&_svg]:size-3",
            key === "failed" && counts.failed > 0 && "text-danger-foreground",
          )}
        >
          <Icon aria-hidden />
          {compact.format(counts[key])}
          <span className="sr-only"> {label}</span>
        </span>
      ))}
    </span>
  );
}

/** 12,408 is 12K here: four numbers share a line. */
const compact = new Intl.NumberFormat("en", { notation: "compact" });
