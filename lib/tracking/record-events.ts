import type { TransactionSql } from "@/db/client";
import { fromUuid, newUuid } from "@/db/ids";
import { loadAudienceConfigs } from "../audiences/config";
import { type ChangeSource, type ContactChange, change } from "../contacts/change";
import { BatchConflict } from "../contacts/conflict";
import { snapshot } from "../contacts/snapshot";
import { planContacts } from "../contacts/write";
import { type EventDraft, insertEvents } from "../events/emit";
import type { TrackResult } from "./contract";
import { findKnown, type KnownEvent, rememberEvents, scopedKey } from "./event-keys";
import { type CampaignOf, findCampaigns } from "./find-campaigns";
import { findTargets, type Target } from "./find-targets";
import { trackingLimits } from "./limits";
import type { ReadEvent, Refusal, ReportedEvent } from "./read-event";

/** The events of one request, as they were read, and who reports them. */
export interface TrackRequest {
  read: readonly ReadEvent[];
  source: ChangeSource;
}

/** What becomes of one item. */
type Fate =
  | { kind: "accepted"; event: ReportedEvent; source: ChangeSource; targets: Target[]; eventIds: string[] }
  | { kind: "duplicate"; event: ReportedEvent; eventId: string }
  | { kind: "refused"; id: string | null; refusal: Refusal };

/** The events of these requests reach too many contacts for one transaction, though those of each may not. */
class BatchTooLarge extends Error {
  override readonly message = "too many contacts for one transaction; the batch is split";
}

/**
 * Writes the events of requests that arrived together, the changes of status that they cause, and their ids, with a fixed number of
 * statements for one event or a thousand. The contacts are locked by the write path, so none of them can be deleted meanwhile. Answers
 * the results of each request; they are what they would be if the requests had come one after the other. Throws for several requests
 * that reach more contacts than one may: they have to be written apart.
 */
export async function recordEvents(
  tx: TransactionSql,
  requests: readonly TrackRequest[],
  now: Date,
): Promise<TrackResult[][]> {
  const events = requests.flatMap(({ read }) => read.flatMap((item) => (item.ok ? item.event : [])));
  const [known, targets, campaignOf] = await Promise.all([
    findKnown(tx, events, now),
    findTargets(tx, events),
    findCampaigns(tx, events),
  ]);
  if (requests.length > 1 && targets.flat().length > trackingLimits.contactsMax) throw new BatchTooLarge();
  const targetsOf = new Map(events.map((event, index) => [event, targets[index] ?? []]));
  const fates = decide(requests, known, targetsOf);
  const accepted = fates.flat().flatMap((fate) => (fate.kind === "accepted" ? fate : []));
  const work = await planWork(tx, accepted, campaignOf, now);
  await Promise.all([
    work.save(),
    insertEvents(tx, work.drafts),
    rememberEvents(
      tx,
      accepted.map(({ event: { workspaceId, key, contentHash }, eventIds: [eventId = ""] }) => ({
        workspaceId,
        key,
        contentHash,
        eventId,
      })),
      now,
    ),
  ]);
  return fates.map((ofRequest) => ofRequest.map(resultOf));
}

/** An event that came earlier, in the same list or in another of the batch. */
interface Earlier {
  contentHash: string;
  fate: Fate;
}

/** Decides about every item in the order of its list, and about the lists in their order. */
function decide(
  requests: readonly TrackRequest[],
  known: Map<string, KnownEvent>,
  targetsOf: Map<ReportedEvent, Target[]>,
): Fate[][] {
  const taken = new Map<string, Earlier>();
  return requests.map(({ read, source }) => {
    /** Of this list, the refused too: whoever sends an id twice in one list is told the same twice. */
    const own = new Map<string, Earlier>();
    let contacts = 0;
    const judge = (event: ReportedEvent): Fate => {
      const key = scopedKey(event);
      const stored = known.get(key);
      const earlier = taken.get(key) ?? own.get(key);
      if ((stored ?? earlier ?? event).contentHash !== event.contentHash)
        return refuse(event, "idempotency_mismatch", otherContent);
      if (stored !== undefined) return { kind: "duplicate", event, eventId: stored.eventId };
      if (earlier !== undefined) return repeated(event, earlier.fate);
      const targets = targetsOf.get(event) ?? [];
      if (targets.length === 0) return refuse(event, "not_found", nobody(event));
      if (contacts + targets.length > trackingLimits.contactsMax)
        return refuse(event, "invalid_input", tooManyContacts);
      contacts += targets.length;
      return { kind: "accepted", event, source, targets, eventIds: targets.map(() => newUuid()) };
    };
    return read.map((item): Fate => {
      if (!item.ok) return { kind: "refused", id: item.id, refusal: item.refusal };
      const { event } = item;
      const key = scopedKey(event);
      const fate = judge(event);
      const { contentHash } = event;
      if (!own.has(key)) own.set(key, { contentHash, fate });
      if (fate.kind === "accepted") taken.set(key, { contentHash, fate });
      return fate;
    });
  });
}

const refuse = (event: ReportedEvent, code: Refusal["code"], message: string): Fate => ({
  kind: "refused",
  id: event.id,
  refusal: { code, message },
});

/** What becomes of an event that came before, with the same content. */
function repeated(event: ReportedEvent, first: Fate): Fate {
  if (first.kind === "accepted") return { kind: "duplicate", event, eventId: first.eventIds[0] ?? "" };
  return first;
}

const otherContent = `This id was used for another event within the last ${trackingLimits.idDays} days. Give a new event a new id.`;
const tooManyContacts =
  "The events of this request reach too many contacts, because their addresses are in many audiences. Send fewer, or name the audienceId.";

const nobody = ({ target, audienceId }: ReportedEvent): string =>
  `No contact of this ${audienceId === null ? "workspace" : "audience"} has this ${"email" in target ? "address" : "id"}. Add the contact first.`;

/** The contacts' changes and the events, ready to be written. Locks the contacts. */
async function planWork(
  tx: TransactionSql,
  accepted: Extract<Fate, { kind: "accepted" }>[],
  campaignOf: CampaignOf,
  now: Date,
): Promise<{ drafts: EventDraft[]; save: () => Promise<void> }> {
  const reports = accepted.flatMap(({ event, source, targets, eventIds }) =>
    targets.map((target, index) => ({ event, source, target, eventId: eventIds[index] ?? newUuid() })),
  );
  const audiences = await loadAudienceConfigs(tx, [...new Set(reports.map(({ target }) => target.audienceId))]);
  const changes = reports.flatMap(({ event, source, target }): ContactChange[] => {
    const audience = audiences.get(target.audienceId);
    if (audience === undefined) return [];
    return [
      change({
        audience,
        target: { contactId: target.contactId },
        intent: "update",
        consent: event.status === null ? { kind: "keep" } : { kind: "set", status: event.status },
        source,
        // What happened earlier is learned now: a status must not change in the past.
        at: now,
      }),
    ];
  });
  const { results, save } = await planContacts(tx, changes);
  const drafts = reports.map(({ event, source, eventId }, index): EventDraft => {
    const contact = results[index]?.after;
    const audience = changes[index]?.audience;
    // Deleted since it was looked up: a second look refuses the event.
    if (contact == null || audience === undefined) throw new BatchConflict();
    return {
      id: eventId,
      type: event.type,
      workspaceId: contact.workspaceId,
      audienceId: contact.audienceId,
      contactId: contact.id,
      data: { contact: snapshot(contact, audience), ...event.data, ...campaignOf(event, contact.id) },
      source: source.type,
      sourceId: source.id,
      occurredAt: event.at,
    };
  });
  return { drafts, save };
}

function resultOf(fate: Fate, index: number): TrackResult {
  switch (fate.kind) {
    case "refused":
      return { index, id: fate.id, status: "refused", ...fate.refusal };
    case "duplicate":
      return { index, id: fate.event.id, status: "duplicate", eventId: fromUuid("evt", fate.eventId) };
    case "accepted": {
      const eventIds = fate.eventIds.map((id) => fromUuid("evt", id));
      return { index, id: fate.event.id, status: "accepted", eventId: eventIds[0], eventIds };
    }
  }
}
