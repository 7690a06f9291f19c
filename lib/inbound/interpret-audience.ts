import { parseId } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import type { Issue } from "../errors";
import { cleanText } from "../mapping/clean-text";
import { normaliseEmail } from "../mapping/email";
import { type FieldValue, parseFieldValue } from "../mapping/field-types";
import { matchKey } from "../mapping/match-key";
import { doorLimits } from "./limits";
import type { Entries } from "./parse-body";

/** A body in the audience's words, with everything that is wrong with it. */
export interface Interpreted {
  /** Normalised, or null when there is no valid address. */
  email: string | null;
  fields: Record<string, FieldValue | null>;
  tags: string[];
  /** Bare UUIDs of groups that exist. */
  groupIds: string[];
  skipDoubleOptIn: boolean;
  /** Keys that mean nothing to this audience, as they came. */
  ignored: string[];
  issues: Issue[];
}

type Reader = (key: string, value: unknown, into: Interpreted, audience: AudienceConfig) => void;

/** Keys that mean the same at every audience, compared like field keys. */
const builtIn: Record<string, Reader> = {
  email: readEmail,
  emailaddress: readEmail,
  tags: readTags,
  groupids: readGroups,
  skipdoubleoptin: readSkip,
};

/** Reads a body at an audience's door: no I/O, never throws. */
export function interpret(entries: Entries, audience: AudienceConfig): Interpreted {
  const into: Interpreted = {
    email: null,
    fields: {},
    tags: [],
    groupIds: [],
    skipDoubleOptIn: false,
    ignored: [],
    issues: [],
  };
  let addressed = false;
  for (const [key, value] of entries) {
    const match = matchKey(key);
    const reader = Object.hasOwn(builtIn, match) ? builtIn[match] : undefined;
    if (reader !== undefined) {
      addressed ||= reader === readEmail && !isBlank(value);
      reader(key, value, into, audience);
      continue;
    }
    const field = audience.fieldByMatchKey.get(match);
    if (field === undefined) into.ignored.push(cleanText(key.slice(0, 100)));
    else {
      const parsed = parseFieldValue(field, value);
      if (parsed.ok) into.fields[field.key] = parsed.value;
      else into.issues.push({ path: key, message: parsed.message });
    }
  }
  if (!addressed)
    into.issues.unshift({ path: "email", message: "Please provide an email address in the webhook data." });
  return into;
}

const isBlank = (value: unknown) =>
  value === null || value === undefined || (typeof value === "string" && value.trim() === "");

function readEmail(key: string, value: unknown, into: Interpreted): void {
  if (isBlank(value)) return;
  if (Array.isArray(value)) {
    into.issues.push({ path: key, message: "The email address is ambiguous: send it once." });
    return;
  }
  const parsed = typeof value === "string" ? normaliseEmail(value) : { ok: false as const };
  if (!parsed.ok) into.issues.push({ path: key, message: "Please provide a valid email address." });
  else if (into.email !== null && into.email !== parsed.email)
    into.issues.push({ path: key, message: "The email address is ambiguous: email and email_address differ." });
  else into.email = parsed.email;
}

/** A comma-separated text or a list of texts, cleaned; null when it is neither. */
function textList(value: unknown): string[] | null {
  if (isBlank(value)) return [];
  const parts = typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : null;
  if (parts === null || !parts.every((part) => typeof part === "string" || typeof part === "number")) return null;
  // A form that sends tags=a,b&tags=c has commas inside its list.
  return parts.flatMap((part) => String(part).split(",")).flatMap((part) => cleanText(part).trim() || []);
}

function readTags(key: string, value: unknown, into: Interpreted): void {
  const names = textList(value);
  const problem =
    names === null
      ? 'Tags must be a comma-separated text or a list of texts, like "newsletter,vip".'
      : names.length > doorLimits.tagsMax
        ? `At most ${doorLimits.tagsMax} tags can be sent at once.`
        : names.some((name) => name.length > doorLimits.tagCharactersMax)
          ? `A tag can have at most ${doorLimits.tagCharactersMax} characters.`
          : null;
  if (problem !== null) into.issues.push({ path: key, message: problem });
  else into.tags.push(...new Set(names));
}

function readGroups(key: string, value: unknown, into: Interpreted, audience: AudienceConfig): void {
  const ids = textList(value);
  if (ids === null || ids.length > doorLimits.groupsMax) {
    const message = `Group ids must be a comma-separated text or a list of at most ${doorLimits.groupsMax} ids.`;
    into.issues.push({ path: key, message });
    return;
  }
  for (const id of new Set(ids)) {
    const uuid = parseId("grp", id);
    if (uuid !== null && audience.groups.has(uuid)) into.groupIds.push(uuid);
    else
      into.issues.push({
        path: key,
        message: `This audience has no group with the id "${cleanText(id.slice(0, 60))}".`,
      });
  }
}

const booleans: Record<string, boolean> = { true: true, "1": true, false: false, "0": false };

function readSkip(key: string, value: unknown, into: Interpreted): void {
  if (isBlank(value)) return;
  const text = typeof value === "object" ? "" : String(value).trim().toLowerCase();
  const skip = Object.hasOwn(booleans, text) ? booleans[text] : undefined;
  if (skip === undefined) into.issues.push({ path: key, message: "SkipDoubleOptIn must be true, false, 1 or 0." });
  else into.skipDoubleOptIn = skip;
}
