import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import type { Ctx } from "../../context";
import { eventNames } from "../../events/catalogue";
import type { ContactEvent, EventPlanner } from "../../events/relay";
import { endOpenRuns } from "../runs/end-open";
import { forgetRuns } from "../runs/forget";
import type { TriggerEvent } from "../scope";
import { type Entry, enterRuns } from "./enter-runs";
import { loadPublished, type Published } from "./published";
import { wakeByEvents } from "./wake-by-events";
import { type Doorway, lets } from "./wanted-by";

/**
 * Lets contacts into the journeys that an event starts, and wakes those who wait for one, in the transaction that takes it off the outbox:
 * exactly once. Whoever was deleted leaves all of them, and what they kept goes. A fixed number of statements for any number of events.
 */
export const journeyPlanner: EventPlanner = {
  types: eventNames(),
  custom: true,
  wantedNow: (tx) => tx`
    select j.workspace_id, e.type from journeys j, unnest(j.awaits_events || j.trigger_event || 'contact.deleted'::text) as e(type)
    where j.workspace_id in (select workspace_id from taken)`,
  plan: async (tx, events, ctx) => {
    const deleted = events.flatMap(({ type, contactId }) => (type === "contact.deleted" ? [contactId] : []));
    const gone = new Set(deleted);
    const present = events.filter(({ contactId }) => !gone.has(contactId));
    const { doorways, awaited } = await loadDoorways(tx, present);
    // First who waits: nobody is to be woken by what they have just come in by.
    const woken = await wakeByEvents(
      tx,
      present.filter(({ workspaceId, type }) => awaited.has(`${workspaceId} ${type}`)),
      ctx.now(),
    );
    const entered = await enterRuns(tx, entriesOf(doorways, present), ctx.now());
    if (deleted.length > 0) await forgetContacts(tx, ctx, deleted);
    return woken > 0 || entered.some((id) => id !== null) ? ["journeys/due"] : [];
  },
};

type OpenDoorway = Doorway & { version: Published; startNodeId: string };

/** Live journeys that these events may start, and which events anybody of a workspace may wait for. Read in the transaction, never cached. */
async function loadDoorways(tx: TransactionSql, events: readonly ContactEvent[]) {
  const workspaceIds = [...new Set(events.map(({ workspaceId }) => workspaceId))];
  const types = [...new Set(events.map(({ type }) => type))];
  const rows = await tx<
    {
      id: string;
      workspaceId: string;
      audienceId: string;
      versionId: string;
      triggerEvent: string | null;
      starts: boolean;
      awaits: string[];
    }[]
  >`
    select id, workspace_id as "workspaceId", audience_id as "audienceId", published_version_id as "versionId",
      trigger_event as "triggerEvent", status = 'live' and trigger_event = any(${types}::text[]) as starts, awaits_events as awaits
    from journeys where workspace_id = any(${workspaceIds}::uuid[]) and published_version_id is not null
      and (status = 'live' and trigger_event = any(${types}::text[]) or awaits_events && ${types}::text[])
    order by id`;
  const awaited = new Set(rows.flatMap(({ workspaceId, awaits }) => awaits.map((type) => `${workspaceId} ${type}`)));
  const starting = rows.filter(({ starts }) => starts);
  const versions = await loadPublished(
    tx,
    starting.map(({ versionId }) => versionId),
  );
  const doorways = starting.flatMap(({ id, versionId, triggerEvent, ...row }): OpenDoorway[] => {
    const version = versions.get(versionId);
    if (version === undefined || triggerEvent === null) return [];
    const { trigger, startNodeId } = version;
    return trigger === null || startNodeId === null
      ? []
      : [{ ...row, journeyId: id, triggerEvent, trigger, version, startNodeId }];
  });
  return { doorways, awaited };
}

const entriesOf = (doorways: readonly OpenDoorway[], events: readonly ContactEvent[]): Entry[] =>
  events.flatMap((event) =>
    doorways
      .filter((doorway) => lets(doorway, event))
      .map(({ journeyId, workspaceId, audienceId, version, startNodeId, trigger }) => ({
        workspaceId,
        journeyId,
        versionId: version.id,
        audienceId,
        contactId: event.contactId,
        startNodeId,
        reentry: trigger.reentry,
        trigger: shown(event),
        hop: event.hop ?? 0,
      })),
  );

const shown = ({ id, type, occurredAt, data, source, sourceId }: ContactEvent): TriggerEvent => ({
  id: fromUuid("evt", id),
  type,
  occurredAt: occurredAt.toISOString(),
  data,
  source,
  sourceId,
});

/** What runs kept of deleted contacts goes, also of those that ended long ago. */
async function forgetContacts(tx: TransactionSql, ctx: Ctx, contactIds: readonly string[]): Promise<void> {
  await endOpenRuns(
    tx,
    tx`
      select id from journey_runs where contact_id = any(${contactIds}::uuid[]) and state in ('active', 'waiting')
      order by id for update`,
    "The contact was deleted.",
    ctx.now(),
  );
  await forgetRuns(tx, tx`contact_id = any(${contactIds}::uuid[])`);
}
