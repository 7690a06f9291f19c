import Link from "next/link";
import { numberText } from "@/components/audiences/count-text";
import { Sparkline } from "@/components/ui/sparkline";
import type { AudienceWebhook } from "@/lib/inbound/contract";
import { doorLimits } from "@/lib/inbound/limits";

/** The last 24 hours: what was accepted, what was refused, and the way to the log. */
export function Traffic({ traffic, logHref }: { traffic: AudienceWebhook["traffic"]; logHref: string }) {
  const { accepted24h, refused24h, hours } = traffic;
  return (
    <div className="flex flex-col gap-3 rounded-lg border p-4">
      <div className="flex items-baseline justify-between gap-3">
        <span className="text-muted-foreground text-table">Requests in 24 h</span>
        <Link href={logHref} className="rounded-sm text-link text-table underline-offset-4 hover:underline">
          Request log
        </Link>
      </div>
      <Series
        label="ok"
        count={accepted24h}
        tone="accent"
        values={hours.map((hour) => hour.accepted)}
        href={`${logHref}?status=accepted&within=24h`}
      />
      <Series
        label="refused"
        count={refused24h}
        tone={refused24h > 0 ? "danger" : "neutral"}
        values={hours.map((hour) => hour.refused)}
        href={`${logHref}?status=refused&within=24h`}
      />
      {refused24h > doorLimits.refusedPerMinuteMax ? (
        <p className="text-meta text-muted-foreground">
          The log keeps {doorLimits.refusedPerMinuteMax} refused requests a minute; the others are only counted here.
        </p>
      ) : null}
    </div>
  );
}

function Series({
  label,
  count,
  tone,
  values,
  href,
}: {
  label: string;
  count: number;
  tone: "accent" | "danger" | "neutral";
  values: number[];
  href: string;
}) {
  return (
    <Link href={href} className="group flex items-end justify-between gap-4 rounded-sm">
      <span className="flex min-w-24 shrink-0 items-baseline gap-1.5">
        <span className="text-title">{numberText(count)}</span>
        <span className="text-muted-foreground text-table group-hover:text-foreground">{label}</span>
      </span>
      <Sparkline
        values={values}
        kind="bar"
        tone={tone}
        label={`${label} by hour, the last 24 hours`}
        className="w-full min-w-0 max-w-44 flex-1"
      />
    </Link>
  );
}
