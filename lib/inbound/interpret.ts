import type { AudienceConfig } from "../audiences/config";
import type { Issue } from "../errors";
import { cleanText } from "../mapping/clean-text";
import { normaliseEmail } from "../mapping/email";
import { type FieldValue, parseFieldValue } from "../mapping/field-types";
import { matchKey } from "../mapping/match-key";
import { doorLimits } from "./limits";

/** A request in the audience's words, with everything that is wrong with it. */
export interface Interpreted {
  /** Normalised, or null when there is no valid address. */
  email: string | null;
  fields: Record<string, FieldValue | null>;
  tags: string[];
  /** Bare UUIDs of groups that exist. */
  groupIds: string[];
  skipDoubleOptIn: boolean;
  /** Keys that mean nothing here, as they came. */
  ignored: string[];
  issues: Issue[];
}

/** A value with the name that says what it is for, and where it stood. */
export interface Entry {
  name: string;
  path: string;
  value: unknown;
}

export type Reader = (entry: Entry, into: Interpreted, audience: AudienceConfig) => void;

/** How a door reads what has a name. */
export interface Dialect {
  /** Names that mean the same at every audience beside the address, by `matchKey`. */
  builtIn: Record<string, Reader>;
  /** The sentence for an address that is none; doors differ in its full stop. */
  invalidEmail: string;
  /** `strict` refuses a value that does not fit its field, `lenient` leaves it out, `none` reads the address alone. */
  fields: "strict" | "lenient" | "none";
}

export const missingEmail = "Please provide an email address in the webhook data.";
const addressKeys = new Set(["email", "emailaddress"]);

/** Reads the values of a request: no I/O, never throws. */
export function interpretEntries(entries: Entry[], audience: AudienceConfig, dialect: Dialect): Interpreted {
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
  for (const entry of entries) {
    const match = matchKey(entry.name);
    const reader = Object.hasOwn(dialect.builtIn, match) ? dialect.builtIn[match] : undefined;
    if (addressKeys.has(match)) {
      addressed ||= !isBlank(entry.value);
      readEmail(entry, into, dialect.invalidEmail);
    } else if (reader !== undefined) reader(entry, into, audience);
    else readField(entry, match, into, audience, dialect);
  }
  if (!addressed) into.issues.unshift({ path: "email", message: missingEmail });
  return into;
}

export const isBlank = (value: unknown) =>
  value === null || value === undefined || (typeof value === "string" && value.trim() === "");

function readEmail({ path, value }: Entry, into: Interpreted, invalidEmail: string): void {
  if (isBlank(value)) return;
  if (Array.isArray(value)) {
    into.issues.push({ path, message: "The email address is ambiguous: send it once." });
    return;
  }
  const parsed = typeof value === "string" ? normaliseEmail(value) : { ok: false as const };
  if (!parsed.ok) into.issues.push({ path, message: invalidEmail });
  else if (into.email !== null && into.email !== parsed.email)
    into.issues.push({ path, message: "The email address is ambiguous: email and email_address differ." });
  else into.email = parsed.email;
}

function readField(
  { path, value }: Entry,
  match: string,
  into: Interpreted,
  audience: AudienceConfig,
  dialect: Dialect,
): void {
  const field = dialect.fields === "none" ? undefined : audience.fieldByMatchKey.get(match);
  const parsed = field === undefined ? null : parseFieldValue(field, value);
  if (field !== undefined && parsed?.ok) into.fields[field.key] = parsed.value;
  else if (parsed?.ok === false && dialect.fields === "strict") into.issues.push({ path, message: parsed.message });
  else into.ignored.push(shownKey(path));
}

/** A key as answers and the ledger name it. */
export const shownKey = (key: string): string => cleanText(key.slice(0, 100));

/** A comma-separated text or a list of texts, cleaned; null when it is neither. */
export function textList(value: unknown): string[] | null {
  if (isBlank(value)) return [];
  const parts = typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : null;
  if (parts === null || !parts.every((part) => typeof part === "string" || typeof part === "number")) return null;
  // A form that sends tags=a,b&tags=c has commas inside its list.
  return parts.flatMap((part) => String(part).split(",")).flatMap((part) => cleanText(part).trim() || []);
}

export function readTags({ path, value }: Entry, into: Interpreted): void {
  const names = textList(value);
  const problem =
    names === null
      ? 'Tags must be a comma-separated text or a list of texts, like "newsletter,vip".'
      : names.length > doorLimits.tagsMax
        ? `At most ${doorLimits.tagsMax} tags can be sent at once.`
        : names.some((name) => name.length > doorLimits.tagCharactersMax)
          ? `A tag can have at most ${doorLimits.tagCharactersMax} characters.`
          : null;
  if (problem !== null) into.issues.push({ path, message: problem });
  else into.tags.push(...new Set(names));
}
