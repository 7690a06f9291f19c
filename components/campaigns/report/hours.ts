import type { CampaignReport } from "@/lib/campaigns/contract";

type Hour = CampaignReport["hours"][number];

const hourMs = 3_600_000;

const blank = (at: number): Hour => ({ hour: new Date(at).toISOString(), sent: 0, opened: 0, clicked: 0 });

/** Hours without gaps, and a quiet one before the first: a line needs two points, and starts from nothing. */
export function wholeHours(hours: readonly Hour[]): Hour[] {
  const first = hours[0];
  const last = hours.at(-1);
  if (first === undefined || last === undefined) return [];
  const known = new Map(hours.map((hour) => [Date.parse(hour.hour), hour]));
  const [from, to] = [Date.parse(first.hour), Date.parse(last.hour)];
  const count = Math.round((to - from) / hourMs) + 2;
  return Array.from({ length: count }, (_, index) => {
    const at = from + (index - 1) * hourMs;
    return known.get(at) ?? blank(at);
  });
}
