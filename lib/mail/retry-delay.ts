const minute = 60_000;
const hour = 60 * minute;
const delaysMs = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour];

/** Milliseconds until the next try after `attempts` failed ones, or null when it is time to give up. */
export const retryDelayMs = (attempts: number): number | null => delaysMs[attempts - 1] ?? null;
