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
  email?: string;
  addTags: string[];
  removeTagIds: string[];
  /** When given, exactly these tags stay. */
  setTags?: string[];
  addGroupIds: string[];
  removeGroupIds: string[];
  setGroupIds?: string[];
  /** Keys of removed data fields whose values go without an event. */
  dropFields?: string[];
  consent: Consent;
  /** Whether the audience's required fields bind this change. */
  requireFields: boolean;
  source: ChangeSource;
  at: Date;
}

/** A change that changes nothing yet: writers name only what they mean. */
export const change = (
  base: Pick<ContactChange, "audience" | "target" | "intent" | "source" | "at"> & Partial<ContactChange>,
): ContactChange => ({
  fields: {},
  addTags: [],
  removeTagIds: [],
  addGroupIds: [],
  removeGroupIds: [],
  consent: { kind: "keep" },
  requireFields: false,
  ...base,
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
