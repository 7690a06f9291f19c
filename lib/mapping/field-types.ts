import { cleanText } from "./clean-text";
import { parseDate, parseInstant } from "./dates";
import { normaliseEmail } from "./email";
import { matchName } from "./match-key";

export const fieldTypeNames = [
  "text",
  "number",
  "boolean",
  "date",
  "datetime",
  "email",
  "url",
  "phone",
  "choice",
] as const;
export type FieldType = (typeof fieldTypeNames)[number];

/** What a contact's data field holds. Dates, moments and choices are texts in their one normal form. */
export type FieldValue = string | number | boolean;

/** A data field as the doors and forms know it. */
export interface FieldDefinition {
  key: string;
  matchKey: string;
  label: string;
  type: FieldType;
  /** What a choice takes; empty for other types. */
  options: string[];
  required: boolean;
  defaultValue: FieldValue | null;
  private: boolean;
}

/** `null` means blank; `message` is one sentence that names the field and says what it takes. */
export type ParsedValue = { ok: true; value: FieldValue | null } | { ok: false; message: string };

/** What parsing needs to know of a field. */
export type FieldShape = Pick<FieldDefinition, "label" | "options">;

interface FieldTypeEntry {
  label: string;
  description: string;
  /** Reads a value that is neither null nor a blank text. Never throws; its own result parses to itself. */
  parse(raw: unknown, field: FieldShape): ParsedValue;
  /** A value for example requests. */
  example(field: FieldShape): FieldValue;
}

export const textCharactersMax = 4_000;
const urlCharactersMax = 2_048;
const numberCharactersMax = 40;
const phoneDigits = { min: 5, max: 20 };
const optionsInMessage = 10;

const ok = (value: FieldValue | null): ParsedValue => ({ ok: true, value });
const refuse = (field: FieldShape, rest: string): ParsedValue => ({ ok: false, message: `${field.label} ${rest}` });

/** JSON's grammar of numbers (RFC 8259 §6) and a leading plus, which forms send. */
const numberText = /^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const phoneText = /^\+?[\d\s().\-/\u2010-\u2015]+$/;
const webAddress = /^https?:\/\/[^\s\\]+$/i;

const truths: Record<string, boolean> = {
  true: true,
  "1": true,
  yes: true,
  on: true,
  false: false,
  "0": false,
  no: false,
  off: false,
};

/** The text of a single value; null for lists, objects and numbers that JSON can't write. */
function scalarText(raw: unknown): string | null {
  if (typeof raw === "string") return cleanText(raw);
  if (typeof raw === "boolean" || (typeof raw === "number" && Number.isFinite(raw))) return String(raw);
  return null;
}

function parseNumber(raw: unknown): number | null {
  if (typeof raw === "number") return raw;
  if (typeof raw !== "string") return null;
  const text = raw.trim();
  return text.length <= numberCharactersMax && numberText.test(text) ? Number(text) : null;
}

function parsePhone(raw: unknown): string | null {
  const text = typeof raw === "number" && Number.isSafeInteger(raw) && raw >= 0 ? String(raw) : raw;
  if (typeof text !== "string") return null;
  const trimmed = text.trim();
  if (trimmed.length > 60 || !phoneText.test(trimmed)) return null;
  const international = trimmed.startsWith("+");
  // In `+49 (0)170 …` the zero in brackets is dialled only without the country's code.
  const digits = (international ? trimmed.replace("(0)", "") : trimmed).replace(/\D/g, "");
  if (digits.length < phoneDigits.min || digits.length > phoneDigits.max) return null;
  return international ? `+${digits}` : digits;
}

function parseUrl(raw: unknown): string | null {
  if (typeof raw !== "string") return null;
  const text = cleanText(raw);
  if (text.length > urlCharactersMax || !webAddress.test(text)) return null;
  try {
    new URL(text);
    return text;
  } catch {
    return null;
  }
}

function findOption(text: string, options: string[]): string | undefined {
  if (options.includes(text)) return text;
  const name = matchName(text);
  return options.find((option) => matchName(option) === name);
}

function listed(options: string[]): string {
  const shown = options.slice(0, optionsInMessage).join(", ");
  const more = options.length - optionsInMessage;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** Every type a data field can have: form, picker, parser and example requests read the same entry. */
export const fieldTypes: Record<FieldType, FieldTypeEntry> = {
  text: {
    label: "Text",
    description: "Up to 4,000 characters.",
    parse(raw, field) {
      const text = scalarText(raw);
      if (text === null) return refuse(field, "must be text, like Berlin.");
      if (text.length > textCharactersMax) return refuse(field, "must be at most 4,000 characters long.");
      return ok(text === "" ? null : text);
    },
    example: () => "Berlin",
  },
  number: {
    label: "Number",
    description: "Whole or decimal, with a point: 42 or 19.90.",
    parse(raw, field) {
      const value = parseNumber(raw);
      if (value === null || Number.isNaN(value)) return refuse(field, "must be a number, like 42.");
      // Beyond this a whole number can't be told from its neighbour.
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
        return refuse(field, "must be a number between -9007199254740991 and 9007199254740991.");
      // -0 and 0 are the same number, and JSON knows only one of them.
      return ok(value === 0 ? 0 : value);
    },
    example: () => 42,
  },
  boolean: {
    label: "Yes or no",
    description: "true or false; forms may send 1, 0, yes, no, on or off.",
    parse(raw, field) {
      const text = typeof raw === "string" ? raw.trim().toLowerCase() : scalarText(raw);
      const value = text !== null && Object.hasOwn(truths, text) ? truths[text] : undefined;
      return value === undefined ? refuse(field, "must be true or false.") : ok(value);
    },
    example: () => true,
  },
  date: {
    label: "Date",
    description: "A day: 2026-01-31.",
    parse(raw, field) {
      const value = typeof raw === "string" ? parseDate(raw.trim()) : null;
      return value === null ? refuse(field, "must be a date, like 2026-01-31.") : ok(value);
    },
    example: () => "2026-01-31",
  },
  datetime: {
    label: "Date and time",
    description: "A moment: 2026-01-31T08:15:00Z. Without an offset it is taken as UTC.",
    parse(raw, field) {
      const value = typeof raw === "string" ? parseInstant(raw.trim()) : null;
      return value === null ? refuse(field, "must be a date and time, like 2026-01-31T08:15:00Z.") : ok(value);
    },
    example: () => "2026-01-31T08:15:00.000Z",
  },
  email: {
    label: "Email",
    description: "An email address other than the contact's own.",
    parse(raw, field) {
      const result = typeof raw === "string" ? normaliseEmail(raw) : { ok: false as const };
      return result.ok ? ok(result.email) : refuse(field, "must be an email address, like jane@example.com.");
    },
    example: () => "jane@example.com",
  },
  url: {
    label: "URL",
    description: "A web address that starts with https:// or http://.",
    parse(raw, field) {
      const value = parseUrl(raw);
      return value === null ? refuse(field, "must be a web address, like https://example.com.") : ok(value);
    },
    example: () => "https://example.com",
  },
  phone: {
    label: "Phone",
    description: "5 to 20 digits, with the country's code if you can: +49 170 1234567.",
    parse(raw, field) {
      const value = parsePhone(raw);
      return value === null ? refuse(field, "must be a phone number, like +49 170 1234567.") : ok(value);
    },
    example: () => "+491701234567",
  },
  choice: {
    label: "Choice",
    description: "One of the options that you list.",
    parse(raw, field) {
      const text = scalarText(raw);
      const option = text === null ? undefined : findOption(text, field.options);
      return option === undefined ? refuse(field, `must be one of: ${listed(field.options)}.`) : ok(option);
    },
    example: (field) => field.options[0] ?? "",
  },
};

export const isFieldType = (text: string): text is FieldType => Object.hasOwn(fieldTypes, text);

/**
 * Reads what a request brought for a field. Null and blank text are blank (`value: null`) for every type; a list or an object is
 * never a value. Runs once per field and request, so the usual value of each type costs one regular expression at most.
 */
export function parseFieldValue(field: FieldShape & { type: FieldType }, raw: unknown): ParsedValue {
  if (raw === null || raw === undefined) return ok(null);
  if (typeof raw === "string" && raw.trim() === "") return ok(null);
  if (Array.isArray(raw)) return refuse(field, "must be a single value, not a list.");
  return fieldTypes[field.type].parse(raw, field);
}
