import type { ContactSnapshot } from "../contacts/snapshot";
import { matchKey } from "../mapping/match-key";
import { isRecord } from "../variables/is-record";
import { type Extras, type Scope, scopeOf } from "../variables/scope";
import { isTimeZone } from "./clock/zone";

/** The event by which somebody came in, as `journey_runs.trigger` keeps it. */
export interface TriggerEvent {
  id: string | null;
  type: string;
  /** ISO 8601. */
  occurredAt: string;
  data: Record<string, unknown>;
  /** What caused it; left out where nothing is known. */
  source?: string | null;
  sourceId?: string | null;
}

/** Ids are prefixed. */
export interface RunScopeParts {
  workspace: { id: string };
  audience: { id: string; name: string };
  /** As the contact is now. */
  contact: ContactSnapshot;
  /** Null for whoever was put in by hand. */
  trigger: TriggerEvent | null;
  journey: { id: string; name: string; version: number };
  run: { id: string; enteredAt: string };
  now: Date;
  extras?: Extras;
}

/** What blocks of a run read: as every scope, with `journey` and `run`. Kept values come in as `vars` when it is walked on. */
export function runScope({ trigger, journey, run, extras = {}, ...parts }: RunScopeParts): Scope {
  if (trigger === null) return { ...scopeOf({ ...parts, event: null, extras }), journey, run };
  const { source = null, sourceId = null } = trigger;
  const event = { ...trigger, occurredAt: new Date(trigger.occurredAt), audienceId: parts.audience.id };
  return { ...scopeOf({ ...parts, event, extras: { ...extras, event: { source, sourceId } } }), journey, run };
}

/** Reads a stored trigger; what is none is as if somebody had been put in by hand. */
export function readTrigger(stored: unknown): TriggerEvent | null {
  if (!isRecord(stored)) return null;
  const { id, type, occurredAt, data, source, sourceId } = stored;
  if (typeof type !== "string" || typeof occurredAt !== "string") return null;
  const textOf = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    id: textOf(id),
    type,
    occurredAt,
    data: isRecord(data) ? data : {},
    source: textOf(source),
    sourceId: textOf(sourceId),
  };
}

/** Where a contact's clocks stand: the data field that is named so (`time_zone`, `Timezone`), when it holds a zone of the IANA database. */
export function timeZoneOf({ fields }: Pick<ContactSnapshot, "fields">, otherwise = "UTC"): string {
  for (const [key, value] of Object.entries(fields))
    if (matchKey(key) === "timezone" && typeof value === "string" && isTimeZone(value.trim())) return value.trim();
  return otherwise;
}
