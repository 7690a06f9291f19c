import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { cleanText } from "@/lib/mapping/clean-text";
import { matchKey } from "@/lib/mapping/match-key";

/** What the webhook made of one key of a body. */
export type Reading =
  | { kind: "field"; key: string }
  | { kind: "built_in"; name: string }
  | { kind: "blank" }
  | { kind: "ignored" }
  | { kind: "issue"; message: string };

export interface ReadKey {
  key: string;
  /** As it came; lists and objects as JSON. */
  value: string;
  reading: Reading;
}

type Logged = Pick<InboundRequestDetail, "body" | "query" | "contentType" | "fieldKeys" | "ignored" | "issues">;

/** Keys that mean the same at every audience, by match key. */
const builtIn: Record<string, string> = {
  email: "Email address",
  emailaddress: "Email address",
  tags: "Tags",
  groupids: "Groups",
  skipdoubleoptin: "Double opt-in",
};

/** How many characters of an ignored key the log keeps. */
const ignoredCharactersMax = 100;

/** Each key of a logged body or query string with what it was read as; null when it can't be taken apart here. */
export function readKeys(request: Logged): ReadKey[] | null {
  const entries = entriesOfRequest(request);
  if (entries === null) return null;
  const ignored = new Set(request.ignored);
  const fieldByMatch = new Map(request.fieldKeys.map((key) => [matchKey(key), key]));
  const issues = new Map(request.issues.map((issue) => [issue.path, issue.message]));
  return entries.map(([key, value]) => ({
    key,
    value: typeof value === "string" ? value : (JSON.stringify(value) ?? ""),
    reading: readingOf(key, { ignored, fieldByMatch, issues }),
  }));
}

function readingOf(
  key: string,
  known: { ignored: Set<string>; fieldByMatch: Map<string, string>; issues: Map<string, string> },
): Reading {
  const match = matchKey(key);
  const message = known.issues.get(key);
  if (message !== undefined) return { kind: "issue", message };
  if (known.ignored.has(cleanText(key).slice(0, ignoredCharactersMax))) return { kind: "ignored" };
  if (Object.hasOwn(builtIn, match)) return { kind: "built_in", name: builtIn[match] ?? key };
  const field = known.fieldByMatch.get(match);
  return field === undefined ? { kind: "blank" } : { kind: "field", key: field };
}

function entriesOfRequest({ body, query, contentType }: Logged): [string, unknown][] | null {
  if (body !== null) return entriesOf(body, contentType ?? "");
  return query === null ? null : formEntries(query);
}

function entriesOf(body: string, contentType: string): [key: string, value: unknown][] | null {
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "application/x-www-form-urlencoded") return formEntries(body);
  if (!/^application\/([\w.-]+\+)?json$/.test(type)) return null;
  const value = parseJson(body);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
}

/** A key that comes more than once is a list, as the webhook reads it. */
function formEntries(body: string): [string, unknown][] {
  const values = new Map<string, string | string[]>();
  for (const [rawKey, value] of new URLSearchParams(body)) {
    const key = rawKey.replace(/\[\]$/, "");
    const before = values.get(key);
    if (before === undefined) values.set(key, key === rawKey ? value : [value]);
    else values.set(key, [...(Array.isArray(before) ? before : [before]), value]);
  }
  return [...values];
}

/** The value of a text that is JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
