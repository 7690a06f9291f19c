import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { numberText } from "@/components/audiences/count-text";
import { StatCard, StatGrid } from "@/components/ui/stat-card";
import { Tooltip } from "@/components/ui/tooltip";
import type { CampaignReport } from "@/lib/campaigns/contract";
import { reportPath } from "../paths";
import type { CampaignScope } from "../scope";
import { type Stat, statsOf } from "./stats";

/** The numbers that matter, each leading to the recipients behind it. */
export const ReportStats = ({ scope, totals }: { scope: CampaignScope; totals: CampaignReport["totals"] }) => (
  <StatRow>
    {statsOf(totals).map((stat) => (
      <StatCard
        key={stat.key}
        label={<Label stat={stat} />}
        value={numberText(stat.contacts)}
        note={stat.rate === null ? "contacts" : `${stat.rate} of sent`}
        href={stat.filter === undefined ? undefined : `${reportPath(scope)}?show=${stat.filter}#recipients`}
      />
    ))}
  </StatRow>
);

/** Six side by side. */
export const StatRow = ({ children }: { children: ReactNode }) => (
  <StatGrid className="sm:grid-cols-3 lg:grid-cols-6">{children}</StatGrid>
);

function Label({ stat: { label, meaning } }: { stat: Stat }) {
  if (meaning === undefined) return label;
  return (
    <Tooltip content={meaning}>
      <span className="inline-flex items-center gap-1">
        {label}
        <Info aria-hidden className="size-3.5 opacity-70" />
        <span className="sr-only">{meaning}</span>
      </span>
    </Tooltip>
  );
}
