import type { TransactionSql } from "@/db/client";
import { fromUuid, newUuid } from "@/db/ids";
import { loadAudienceConfigs } from "../audiences/config";
import { type ContactChange, change } from "../contacts/change";
import { BatchConflict } from "../contacts/conflict";
import { snapshot } from "../contacts/snapshot";
import { sourceOf } from "../contacts/source-of";
import { planContacts } from "../contacts/write";
import type { WorkspaceCtx } from "../context";
import { type EventDraft, insertEvents } from "../events/emit";
import type { TrackResult } from "./contract";
import { findKnown, type KnownEvent, rememberEvents } from "./event-keys";
import { type CampaignOf, findCampaigns } from "./find-campaigns";
import { findTargets, type Target } from "./find-targets";
import { trackingLimits } from "./limits";
import type { ReadEvent, Refusal, ReportedEvent } from "./read-event";

/** What becomes of one item. */
type Fate =
  | { kind: "accepted"; event: ReportedEvent; targets: Target[]; eventIds: string[] }
  | { kind: "duplicate"; event: ReportedEvent; eventId: string }
  /** The same event stands earlier in the list: its fate is ours. */
  | { kind: "twin"; event: ReportedEvent; of: number }
  | { kind: "refused"; id: string | null; refusal: Refusal };

/**
 * Writes events, the changes of status that they cause, and their ids, with a fixed number of statements for one or a thousand. The
 * contacts are locked by the write path, so none of them can be deleted meanwhile.
 */
export async function recordEvents(
  tx: TransactionSql,
  ctx: WorkspaceCtx,
  workspaceId: string,
  read: ReadEvent[],
  now: Date,
): Promise<TrackResult[]> {
  const events = read.flatMap((item) => (item.ok ? item.event : []));
  const [known, targets, campaignOf] = await Promise.all([
    findKnown(
      tx,
      workspaceId,
      events.map(({ key }) => key),
      now,
    ),
    findTargets(tx, workspaceId, events),
    findCampaigns(tx, workspaceId, events),
  ]);
  const targetsOf = new Map(events.map((event, index) => [event, targets[index] ?? []]));
  const fates = decide(read, known, targetsOf);
  const accepted = fates.flatMap((fate) => (fate.kind === "accepted" ? fate : []));
  const work = await planWork(tx, ctx, accepted, campaignOf, now);
  await Promise.all([
    work.save(),
    insertEvents(tx, work.drafts),
    rememberEvents(
      tx,
      workspaceId,
      accepted.map(({ event: { key, contentHash }, eventIds: [eventId = ""] }) => ({ key, contentHash, eventId })),
      now,
    ),
  ]);
  return fates.map((fate, index) => resultOf(fate, index, fates));
}

/** Decides about every item in the order of the list. */
function decide(read: ReadEvent[], known: Map<string, KnownEvent>, targetsOf: Map<ReportedEvent, Target[]>): Fate[] {
  const firstByKey = new Map<string, { index: number; contentHash: string }>();
  let contacts = 0;
  return read.map((item, index): Fate => {
    if (!item.ok) return { kind: "refused", id: item.id, refusal: item.refusal };
    const { event } = item;
    const refuse = (code: Refusal["code"], message: string): Fate => ({
      kind: "refused",
      id: event.id,
      refusal: { code, message },
    });
    const earlier = known.get(event.key);
    const first = firstByKey.get(event.key);
    if ((earlier ?? first ?? event).contentHash !== event.contentHash)
      return refuse("idempotency_mismatch", otherContent);
    if (earlier !== undefined) return { kind: "duplicate", event, eventId: earlier.eventId };
    if (first !== undefined) return { kind: "twin", event, of: first.index };
    firstByKey.set(event.key, { index, contentHash: event.contentHash });
    const targets = targetsOf.get(event) ?? [];
    if (targets.length === 0) return refuse("not_found", nobody(event));
    if (contacts + targets.length > trackingLimits.contactsMax) return refuse("invalid_input", tooManyContacts);
    contacts += targets.length;
    return { kind: "accepted", event, targets, eventIds: targets.map(() => newUuid()) };
  });
}

const otherContent = `This id was used for another event within the last ${trackingLimits.idDays} days. Give a new event a new id.`;
const tooManyContacts =
  "The events of this request reach too many contacts, because their addresses are in many audiences. Send fewer, or name the audienceId.";

const nobody = ({ target, audienceId }: ReportedEvent): string =>
  `No contact of this ${audienceId === null ? "workspace" : "audience"} has this ${"email" in target ? "address" : "id"}. Add the contact first.`;

/** The contacts' changes and the events, ready to be written. Locks the contacts. */
async function planWork(
  tx: TransactionSql,
  ctx: WorkspaceCtx,
  accepted: Extract<Fate, { kind: "accepted" }>[],
  campaignOf: CampaignOf,
  now: Date,
): Promise<{ drafts: EventDraft[]; save: () => Promise<void> }> {
  const reports = accepted.flatMap(({ event, targets, eventIds }) =>
    targets.map((target, index) => ({ event, target, eventId: eventIds[index] ?? newUuid() })),
  );
  const audiences = await loadAudienceConfigs(tx, [...new Set(reports.map(({ target }) => target.audienceId))]);
  const source = sourceOf(ctx);
  const changes = reports.flatMap(({ event, target }): ContactChange[] => {
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
  const drafts = reports.map(({ event, eventId }, index): EventDraft => {
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

function resultOf(fate: Fate, index: number, fates: Fate[]): TrackResult {
  switch (fate.kind) {
    case "refused":
      return { index, id: fate.id, status: "refused", ...fate.refusal };
    case "duplicate":
      return { index, id: fate.event.id, status: "duplicate", eventId: fromUuid("evt", fate.eventId) };
    case "accepted": {
      const eventIds = fate.eventIds.map((id) => fromUuid("evt", id));
      return { index, id: fate.event.id, status: "accepted", eventId: eventIds[0], eventIds };
    }
    case "twin": {
      const first = fates[fate.of];
      if (first?.kind === "accepted")
        return resultOf({ kind: "duplicate", event: fate.event, eventId: first.eventIds[0] ?? "" }, index, fates);
      return first === undefined
        ? { index, id: fate.event.id, status: "refused" }
        : { ...resultOf(first, fate.of, fates), index };
    }
  }
}
