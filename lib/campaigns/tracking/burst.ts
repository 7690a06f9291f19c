import type { Visit } from "./visit";

/** Two different links of a mail within this time: a program that follows them all. */
const burstMs = 1_000;
/** Mails remembered at once; the oldest is forgotten first. */
const mailsMax = 10_000;

const isOther = (one: Visit["link"], other: Visit["link"]): boolean =>
  one?.id !== other?.id || (one?.id === null && one.url !== other?.url);

/**
 * Recognises who follows several links of a mail at once: flags the visit, and those just before it that have not been written yet. A
 * first one that has been written already stays what it is.
 */
export function createBurstWatch(): (visit: Visit) => void {
  const recent = new Map<string, Visit[]>();
  return (visit) => {
    if (visit.link === null) return;
    const since = visit.at.getTime() - burstMs;
    const before = (recent.get(visit.messageId) ?? []).filter(({ at }) => at.getTime() > since);
    const all = [...before, visit];
    if (before.some(({ link }) => isOther(link, visit.link))) for (const each of all) each.machine = true;
    // Deleted first, so that the map's order is that of the last visits.
    recent.delete(visit.messageId);
    recent.set(visit.messageId, all.slice(-10));
    for (const [messageId, visits] of recent) {
      if (recent.size <= mailsMax && (visits.at(-1)?.at.getTime() ?? 0) > since) break;
      recent.delete(messageId);
    }
  };
}
