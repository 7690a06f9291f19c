const dayMs = 24 * 60 * 60_000;

/**
 * A webhook is switched off when all attempts of so long a time have failed, and not before its owners have known for a day. What counts
 * is the time between the first failure and the last one: a single delivery that nobody took says little.
 */
export const failingRule = { failingMs: 5 * dayMs, warnMs: 4 * dayMs, noticeMs: dayMs } as const;
