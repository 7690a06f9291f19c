import { fromUuid } from "@/db/ids";
import { isRefused } from "../../contacts/change";
import { snapshot } from "../../contacts/snapshot";
import type { EventDraft } from "../../events/emit";
import type { Settled } from "../arrival";
import type { Passage } from "./passage";

/**
 * That a request came, also when it changed nothing: for journeys that start by it, and so only where there may be one. A repeated
 * delivery is none; neither is a request that left no contact behind.
 */
export const receivedEvents = (passages: readonly Passage[], settled: readonly Settled[]): EventDraft[] =>
  passages.flatMap((passage, index): EventDraft[] => {
    const { hook, read, arrival, changes, results } = passage;
    const [[change], [result], outcome] = [changes, results, settled[index]];
    if (hook === null || !hook.startsJourneys || outcome === undefined || outcome.replayed) return [];
    if (change === undefined || result === undefined || result.after === null || isRefused(result.outcome)) return [];
    return [
      {
        type: "contact.received",
        workspaceId: hook.workspaceId,
        audienceId: result.after.audienceId,
        contactId: result.after.id,
        data: {
          contact: snapshot(result.after, change.audience),
          webhook: { id: fromUuid("hok", hook.id) },
          fields: read?.fields ?? {},
        },
        source: change.source.type,
        sourceId: change.source.id,
        hop: change.source.hop ?? null,
        occurredAt: arrival.at,
      },
    ];
  });
