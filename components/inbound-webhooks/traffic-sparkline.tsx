import { numberText } from "@/components/audiences/count-text";
import { HourSparkline } from "@/components/ui/hour-sparkline";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";

/** Accepted and refused requests by hour; it leads to the requests themselves. */
export const TrafficSparkline = ({
  traffic,
  name,
  href,
}: {
  traffic: WorkspaceWebhook["traffic"];
  name: string;
  href: string;
}) => (
  <HourSparkline
    hours={traffic.hours.map(({ hour, accepted, refused }) => ({ hour, good: accepted, bad: refused }))}
    words={countsText}
    name={name}
    href={href}
  />
);

/** "12 ok, 1 error". */
const countsText = (accepted: number, refused: number): string =>
  `${numberText(accepted)} ok, ${numberText(refused)} ${refused === 1 ? "error" : "errors"}`;
