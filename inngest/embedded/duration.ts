const unitsMs: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** When a sleep ends: `1h30m` from `now`, or an ISO date. Throws on anything else. */
export function wakeTime(text: string, now: Date): Date {
  if (/^(\d+(ms|[wdhms]))+$/.test(text)) {
    const parts = [...text.matchAll(/(\d+)(ms|[wdhms])/g)];
    const ms = parts.reduce((sum, [, count = "0", unit = "s"]) => sum + Number(count) * (unitsMs[unit] ?? 0), 0);
    return new Date(now.getTime() + ms);
  }
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new Error(`A sleep until "${text}" can't be understood.`);
  return at;
}
