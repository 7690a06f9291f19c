import type { ContactStatus } from "@/db/enums";
import { toUuid } from "@/db/ids";
import { sha256 } from "../crypto";
import { type AnyEventName, findEventType, isEventName } from "../events/catalogue";
import { isCustomEventName } from "../events/catalogue/custom";
import { plainWords, summarise, toIssues } from "../http/issues";
import { normaliseEmail } from "../mapping/email";
import { canonicalJson, oversize, storableObject } from "../mapping/json-value";
import { type TrackResult, trackedEventSchema } from "./contract";
import { trackingLimits } from "./limits";

/** A reported event that can be looked up. Ids are bare UUIDs. */
export interface ReportedEvent {
  /** The sender's id as it was sent, and its hash: ids may quote addresses, and hashes need no erasing. */
  id: string;
  key: string;
  workspaceId: string;
  /** The same content has the same hash, whatever the order of its keys. */
  contentHash: string;
  type: AnyEventName;
  target: { email: string } | { contactId: string };
  audienceId: string | null;
  at: Date;
  data: Record<string, unknown>;
  /** What the contact becomes by it; null leaves the status alone. */
  status: ContactStatus | null;
  /** What it takes in memory, by its content. */
  bytes: number;
}

export interface Refusal {
  code: NonNullable<TrackResult["code"]>;
  message: string;
}
export type ReadEvent = { ok: true; event: ReportedEvent } | { ok: false; id: string | null; refusal: Refusal };

/**
 * Reads one item of a request. Never throws: whatever arrives has an answer.
 * @param workspaceId bare UUID of the sender's workspace
 */
export function readEvent(value: unknown, workspaceId: string, now: Date): ReadEvent {
  const refuse = (message: string): ReadEvent => ({
    ok: false,
    id: idOf(value),
    refusal: { code: "invalid_input", message },
  });
  const tooLarge = dataProblem(value);
  if (tooLarge !== null) return refuse(tooLarge);
  const parsed = trackedEventSchema.safeParse(value, { error: plainWords });
  if (!parsed.success) return refuse(summarise(toIssues(parsed.error)));
  const { id, type, email, contactId, audienceId, at, data } = parsed.data;
  if (!isEventName(type) && !isCustomEventName(type)) return refuse("type: is not known here.");
  const target = targetOf(email, contactId);
  if (target === null) return refuse("email: is not a valid email address.");
  const moment = at === undefined ? now : new Date(at);
  const misplaced = timeProblem(moment, now);
  if (misplaced !== null) return refuse(misplaced);
  const stored = storableObject(data);
  if (Object.hasOwn(stored, "contact"))
    return refuse("data.contact: is where Tidegate puts the contact itself. Give your own field another name.");
  const causes = findEventType(type)?.causes;
  const content = canonicalJson([type, target, audienceId, at, stored]);
  return {
    ok: true,
    event: {
      id,
      key: sha256(id).toString("hex"),
      workspaceId,
      contentHash: sha256(content).toString("hex"),
      type,
      target,
      audienceId: audienceId === undefined ? null : toUuid("aud", audienceId),
      at: moment,
      data: stored,
      status: causes === undefined || causes.unless?.(stored) ? null : causes.status,
      bytes: content.length,
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const idOf = (value: unknown): string | null =>
  isObject(value) && typeof value.id === "string" ? value.id.slice(0, trackingLimits.idCharactersMax) : null;

/** What is wrong with the size of an item, before anybody walks it by recursion. */
function dataProblem(value: unknown): string | null {
  if (!isObject(value))
    return 'Every event must be an object such as {"id": "1", "type": "order.placed", "email": "jane@example.com"}.';
  const problem = oversize(value, trackingLimits);
  if (problem === "depthMax") return `data: is nested too deeply: at most ${trackingLimits.depthMax} levels are read.`;
  if (problem === "keysMax") return `data: has too many fields: at most ${trackingLimits.keysMax} are read.`;
  return isObject(value.data) && Buffer.byteLength(JSON.stringify(value.data)) > trackingLimits.dataBytesMax
    ? `data: is too large: at most ${trackingLimits.dataBytesMax / 1024} KiB of JSON are kept.`
    : null;
}

function targetOf(email: string | undefined, contactId: string | undefined): ReportedEvent["target"] | null {
  if (contactId !== undefined) return { contactId: toUuid("con", contactId) };
  const address = normaliseEmail(email ?? "");
  return address.ok ? { email: address.email } : null;
}

function timeProblem(at: Date, now: Date): string | null {
  const aheadMs = at.getTime() - now.getTime();
  if (aheadMs > trackingLimits.aheadMinutesMax * 60_000)
    return "at: lies in the future. Send the moment in which it happened, or leave it out for now.";
  return -aheadMs > trackingLimits.ageDaysMax * 86_400_000
    ? `at: is more than ${trackingLimits.ageDaysMax} days ago. Only newer events are taken.`
    : null;
}
