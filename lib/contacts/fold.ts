import type { ContactStatus } from "@/db/enums";
import { newUuid } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import type { Issue } from "../errors";
import type { EventName } from "../events/catalogue";
import type { EventDraft } from "../events/emit";
import type { ContactChange, ContactState, Folded, Outcome, TagRef } from "./change";
import { decideConsent } from "./consent";
import { snapshot } from "./snapshot";

/** What folding needs to know beyond the contact itself. */
export interface Surroundings {
  /** The status an address had when it was deleted, if it had bounced or complained. */
  suppressed: ContactStatus | null;
  /** Whether another contact of the audience has the new address. */
  addressTaken: boolean;
  /** The tag of a name, made now when there is none. */
  tagOf(name: string): TagRef;
}

/**
 * Applies one change to one contact: the whole meaning of a write, without I/O. A refused change leaves the contact as it was.
 * Nothing changed means no event, except that signing up again while Pending asks for the confirmation mail again.
 */
export function fold(state: ContactState | null, change: ContactChange, around: Surroundings): Folded {
  if (state === null && (change.intent === "update" || change.intent === "delete")) return refuse("not_found", null);
  if (state !== null && change.intent === "add") return refuse("exists", state);
  if (state !== null && change.intent === "delete") return remove(state, change);
  if (change.email !== undefined && change.email !== state?.email && around.addressTaken)
    return refuse("address_taken", state);

  const fields = foldFields(state?.fields ?? {}, change);
  const missing = change.requireFields ? missingFields(change, state?.fields ?? null, fields.values) : [];
  if (missing.length > 0) return refuse("fields_missing", state, missing);

  const decision = decideConsent(
    change.consent,
    state?.status ?? null,
    change.audience.doubleOptIn,
    around.suppressed,
    state !== null && hasWithdrawn(state),
  );
  const tags = foldTags(state?.tags ?? noTags, change, around);
  const groups = foldGroups(state?.groupIds ?? noGroups, change);
  const email = change.email ?? state?.email ?? ("email" in change.target ? change.target.email : "");
  const statusChanged = state?.status !== decision.status;
  const told =
    state === null ||
    statusChanged ||
    email !== state.email ||
    fields.changed.length > 0 ||
    tags.added.length + tags.removed.length + groups.joined.length + groups.left.length > 0;
  const changed = told || fields.dropped;

  const after: ContactState =
    state !== null && !changed
      ? state
      : {
          id: state?.id ?? newUuid(),
          workspaceId: change.audience.workspaceId,
          audienceId: change.audience.id,
          email,
          status: decision.status,
          fields: fields.values,
          tags: tags.all,
          groupIds: groups.all,
          source: state?.source ?? change.source.type,
          sourceId: state?.sourceId ?? (state === null ? change.source.id : null),
          signupIp: state?.signupIp ?? (state === null ? change.source.ip : null),
          confirmedAt:
            statusChanged && decision.status === "subscribed" && change.consent.kind === "confirm"
              ? change.at
              : (state?.confirmedAt ?? null),
          unsubscribedAt:
            statusChanged && decision.status === "unsubscribed" ? change.at : (state?.unsubscribedAt ?? null),
          createdAt: state?.createdAt ?? change.at,
          // What goes without an event is no change of the contact's own: rules that read this moment would never hear of it.
          updatedAt: told ? change.at : state.updatedAt,
        };

  const event = eventsOf(change, after);
  const events: EventDraft[] = [];
  if (state === null) events.push(event("contact.created"));
  else if (fields.changed.length > 0 || email !== state.email)
    events.push(event("contact.updated", difference(state, after, fields.changed)));
  for (const tag of tags.added) events.push(event("contact.tag_added", { tag }));
  for (const tag of tags.removed) events.push(event("contact.tag_removed", { tag }));
  for (const group of groups.joined)
    events.push(event("contact.group_joined", { group: groupRef(change.audience, group) }));
  for (const group of groups.left)
    events.push(event("contact.group_left", { group: groupRef(change.audience, group) }));
  // The link that went to the old address is worth nothing now.
  if (state !== null && email !== state.email && decision.status === "unconfirmed" && change.audience.doubleOptIn)
    events.push(event("contact.confirmation_requested"));
  for (const type of decision.events)
    events.push(event(type, state === null ? undefined : { previousStatus: state.status }));

  const outcome: Outcome = decision.kept
    ? "status_kept"
    : state === null
      ? "created"
      : changed
        ? "updated"
        : "unchanged";
  return {
    outcome,
    before: state,
    after,
    issues: [],
    events,
    consent: statusChanged
      ? {
          contactId: after.id,
          workspaceId: after.workspaceId,
          audienceId: after.audienceId,
          from: state?.status ?? null,
          to: after.status,
          source: change.source,
          at: change.at,
        }
      : null,
  };
}

/** Whether the contact has unsubscribed and not confirmed since. */
const hasWithdrawn = ({ unsubscribedAt, confirmedAt }: ContactState): boolean =>
  unsubscribedAt !== null && (confirmedAt === null || confirmedAt < unsubscribedAt);

const refuse = (outcome: Outcome, state: ContactState | null, issues: Issue[] = []): Folded => ({
  outcome,
  before: state,
  after: state,
  issues,
  events: [],
  consent: null,
});

function remove(state: ContactState, change: ContactChange): Folded {
  const event = eventsOf(change, state);
  return { ...refuse("deleted", state), after: null, events: [event("contact.deleted")] };
}

function eventsOf(change: ContactChange, contact: ContactState) {
  const data = { contact: snapshot(contact, change.audience) };
  return (type: EventName, more?: Record<string, unknown>): EventDraft => ({
    type,
    workspaceId: contact.workspaceId,
    audienceId: contact.audienceId,
    contactId: contact.id,
    data: more === undefined ? data : { ...data, ...more },
    source: change.source.type,
    sourceId: change.source.id,
    hop: change.source.hop ?? null,
    occurredAt: change.at,
  });
}

function foldFields(before: Record<string, unknown>, change: ContactChange) {
  const values: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(change.fields)) {
    if (value === null) delete values[key];
    else values[key] = value;
  }
  if (change.intent === "add" || change.intent === "upsert")
    for (const field of change.audience.fields)
      if (values[field.key] === undefined && field.defaultValue !== null) values[field.key] = field.defaultValue;
  const changed: string[] = [];
  for (const field of change.audience.fields) if (values[field.key] !== before[field.key]) changed.push(field.key);
  let dropped = false;
  for (const key of change.dropFields ?? []) {
    dropped ||= values[key] !== undefined;
    delete values[key];
  }
  return { values, changed, dropped };
}

/**
 * What a change would leave blank of what is required.
 * @param before the contact's values, null for a new one
 */
export const missingAfter = (change: ContactChange, before: Record<string, unknown> | null): Issue[] =>
  missingFields(change, before, foldFields(before ?? {}, change).values);

/** A new contact must end up with every required field; an existing one may lack it but not lose it. */
function missingFields(
  { audience }: ContactChange,
  before: Record<string, unknown> | null,
  values: Record<string, unknown>,
): Issue[] {
  return audience.fields
    .filter(
      (field) =>
        field.required && values[field.key] === undefined && (before === null || before[field.key] !== undefined),
    )
    .map((field) => ({
      path: field.key,
      message:
        before === null
          ? `${field.label} (${field.key}) is required.`
          : `${field.label} (${field.key}) is required and can't be blanked.`,
    }));
}

/** Most changes touch neither tags nor groups. */
const noTags: readonly TagRef[] = [];
const noGroups: readonly string[] = [];

function foldTags(before: readonly TagRef[], change: ContactChange, around: Surroundings) {
  if (change.setTags === undefined && change.addTags.length + change.removeTagIds.length === 0)
    return { all: before, added: noTags, removed: noTags };
  const wanted = new Map<string, TagRef>();
  if (change.setTags === undefined) for (const tag of before) wanted.set(tag.id, tag);
  for (const id of change.removeTagIds) wanted.delete(id);
  for (const name of [...(change.setTags ?? []), ...change.addTags]) {
    const tag = around.tagOf(name);
    wanted.set(tag.id, tag);
  }
  const had = new Set(before.map((tag) => tag.id));
  return {
    all: [...wanted.values()],
    added: [...wanted.values()].filter((tag) => !had.has(tag.id)),
    removed: before.filter((tag) => !wanted.has(tag.id)),
  };
}

function foldGroups(before: readonly string[], change: ContactChange) {
  if (change.setGroupIds === undefined && change.addGroupIds.length + change.removeGroupIds.length === 0)
    return { all: before, joined: noGroups, left: noGroups };
  const wanted = new Set(change.setGroupIds ?? before);
  for (const id of change.removeGroupIds) wanted.delete(id);
  for (const id of change.addGroupIds) wanted.add(id);
  const had = new Set(before);
  return {
    all: [...wanted],
    joined: [...wanted].filter((id) => !had.has(id)),
    left: before.filter((id) => !wanted.has(id)),
  };
}

const groupRef = (audience: AudienceConfig, id: string) => ({ id, name: audience.groups.get(id) ?? null });

function difference(before: ContactState, after: ContactState, keys: string[]) {
  const previous: Record<string, unknown> = {};
  for (const key of keys) previous[key] = before.fields[key] ?? null;
  const addressChanged = before.email !== after.email;
  return {
    changed: addressChanged ? ["email", ...keys] : keys,
    previous: addressChanged ? { email: before.email, ...previous } : previous,
  };
}
