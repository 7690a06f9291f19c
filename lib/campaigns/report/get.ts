import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { CampaignReport, getReportContract } from "../contract";
import { kindOfTraffic, type ReportKindName, reportKindNames, trafficType } from "./kinds";
import { ownCampaign } from "./own-campaign";

interface TrafficRow {
  hour: Date;
  type: string;
  events: number;
  contacts: number;
}

/** What became of a campaign's mails, from counters by the hour: as fast for a hundred thousand contacts as for one. */
export async function getReport(
  ctx: WorkspaceCtx,
  input: Input<typeof getReportContract>,
): Promise<Answer<typeof getReportContract>> {
  authorize(ctx, "read");
  const rows = await ctx.sql<TrafficRow[]>`
    select hour, type, sum(events)::int as events, sum(contacts)::int as contacts from campaign_traffic
    where campaign_id = ${await ownCampaign(ctx, input.campaignId)} group by hour, type order by hour`;
  return { totals: totalsOf(rows), hours: hoursOf(rows) };
}

function totalsOf(rows: TrafficRow[]): CampaignReport["totals"] {
  const totals = new Map(reportKindNames.map((name) => [name, { contacts: 0, events: 0 }]));
  for (const { type, contacts, events } of rows) {
    const kind = kindOfTraffic(type);
    const total = kind === undefined ? undefined : totals.get(kind);
    if (total === undefined) continue;
    total.contacts += contacts;
    total.events += events;
  }
  return Object.fromEntries(totals);
}

const hourMs = 3_600_000;
const hoursMax = 14 * 24;

/**
 * Without gaps from the first hour to the last, so that a chart's axis is time. It begins with the sending: other senders may date an
 * event long before.
 */
function hoursOf(rows: TrafficRow[]): CampaignReport["hours"] {
  const start = rows.find(({ type }) => type === trafficType("sent")) ?? rows[0];
  const [first, last] = [start?.hour.getTime(), rows.at(-1)?.hour.getTime()];
  if (first === undefined || last === undefined) return [];
  const counted = new Map(rows.map(({ hour, type, contacts }) => [`${hour.getTime()} ${type}`, contacts]));
  return Array.from({ length: Math.min((last - first) / hourMs + 1, hoursMax) }, (_, index) => {
    const at = first + index * hourMs;
    const contacts = (kind: ReportKindName) => counted.get(`${at} ${trafficType(kind)}`) ?? 0;
    return {
      hour: new Date(at).toISOString(),
      sent: contacts("sent"),
      opened: contacts("opened"),
      clicked: contacts("clicked"),
    };
  });
}
