import type { ContactStatus } from "@/db/enums";
import type { AudienceConfig } from "../audiences/config";
import type { Issue } from "../errors";
import type { EventDraft } from "../events/emit";
import type { FieldValue } from "../mapping/field-types";
import type { Consent } from "./consent";

/** Where a change comes from, for the consent log and events. `id` is a prefixed id of a hook, key or user. */
export interface ChangeSource {
  type: "webhook" | "form" | "api" | "user" | "import" | "contact" | "system";
  id: string | null;
  requestId: string | null;
  ip: string | null;
  userAgent: string | null;
  /** Through how many webhooks of ours the request had come; left out for none. */
  hop?: number;
}

/** One change of one contact, as every writer hands it in. Ids are bare UUIDs. */
export interface ContactChange {
  audience: AudienceConfig;
  target: { email: string } | { contactId: string };
  /** `add` wants a new contact, `update` and `delete` an existing one, `upsert` either. */
  intent: "add" | "upsert" | "update" | "delete";
  /** Parsed values by field key; null blanks a field. */
  fields: Record<string, FieldValue | null>;
  /** A new address, when it changes. */
  email?: string | undefined;
  addTags: readonly string[];
  removeTagIds: readonly string[];
  /** When given, exactly these tags stay. */
  setTags?: string[] | undefined;
  addGroupIds: readonly string[];
  removeGroupIds: readonly string[];
  setGroupIds?: string[] | undefined;
  /** Keys of removed data fields whose values go without an event. */
  dropFields?: string[] | undefined;
  consent: Consent;
  /** Whether the audience's required fields bind this change. */
  requireFields: boolean;
  source: ChangeSource;
  at: Date;
}

const none: readonly string[] = [];
const keep: Consent = { kind: "keep" };

/** A change that changes nothing yet: writers name only what they mean. One by one: spreading would cost more than all the rest. */
export const change = (
  base: Pick<ContactChange, "audience" | "target" | "intent" | "source" | "at"> & Partial<ContactChange>,
): ContactChange => ({
  audience: base.audience,
  target: base.target,
  intent: base.intent,
  fields: base.fields ?? {},
  email: base.email,
  addTags: base.addTags ?? none,
  removeTagIds: base.removeTagIds ?? none,
  setTags: base.setTags,
  addGroupIds: base.addGroupIds ?? none,
  removeGroupIds: base.removeGroupIds ?? none,
  setGroupIds: base.setGroupIds,
  dropFields: base.dropFields,
  consent: base.consent ?? keep,
  requireFields: base.requireFields ?? false,
  source: base.source,
  at: base.at,
});

export interface TagRef {
  id: string;
  name: string;
}

/** A contact in memory; never changed in place. Ids are bare UUIDs. */
export interface ContactState {
  id: string;
  workspaceId: string;
  audienceId: string;
  email: string;
  status: ContactStatus;
  fields: Record<string, unknown>;
  tags: readonly TagRef[];
  groupIds: readonly string[];
  source: string;
  sourceId: string | null;
  signupIp: string | null;
  confirmedAt: Date | null;
  unsubscribedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface ConsentEntry {
  contactId: string;
  workspaceId: string;
  audienceId: string;
  from: ContactStatus | null;
  to: ContactStatus;
  source: ChangeSource;
  at: Date;
}

/** What became of a change. Expected outcomes are values: nothing is thrown for them. */
export type Outcome =
  | "created"
  | "updated"
  | "unchanged"
  | "status_kept"
  | "deleted"
  | "exists"
  | "not_found"
  | "fields_missing"
  | "address_taken";

export const isRefused = (outcome: Outcome): boolean =>
  outcome === "exists" || outcome === "not_found" || outcome === "fields_missing" || outcome === "address_taken";

export interface ChangeResult {
  outcome: Outcome;
  before: ContactState | null;
  after: ContactState | null;
  issues: Issue[];
}

export interface Folded extends ChangeResult {
  events: EventDraft[];
  consent: ConsentEntry | null;
}
