import type { InboundRequestDetail } from "@/lib/inbound/contract";
import { gatherForm } from "@/lib/inbound/form-entries";
import { isBlank, shownKey } from "@/lib/inbound/interpret";
import { matchKey } from "@/lib/mapping/match-key";

/** What the webhook made of one key or path of a body. */
export type Reading =
  | { kind: "field"; key: string }
  | { kind: "built_in"; name: string }
  | { kind: "blank" }
  /** No data field has its name, no line of the mapping leads to it, or an earlier line had found a value for its field. */
  | { kind: "ignored"; why: "unnamed" | "unmapped" | "passed_over" }
  /** It has a value, and the log shows no trace of it: the request was stopped first, or the webhook was another then. */
  | { kind: "unread" }
  | { kind: "issue"; message: string };

export interface ReadKey {
  /** At a webhook with a mapping, the path of the value. */
  key: string;
  /** As it came; lists and objects as JSON. */
  value: string;
  reading: Reading;
}

export type Logged = Pick<InboundRequestDetail, "body" | "query" | "contentType" | "fieldKeys" | "ignored" | "issues">;

/** Keys that mean the same at every audience, by match key. */
const builtIn: Record<string, string> = {
  email: "Email address",
  emailaddress: "Email address",
  tags: "Tags",
  groupids: "Groups",
  skipdoubleoptin: "Double opt-in",
};

/**
 * Each key of a logged body or query string with what a webhook that goes by names read it as; null when it can't be taken apart here.
 */
export function readKeys(request: Logged): ReadKey[] | null {
  const entries = entriesOfRequest(request);
  if (entries === null) return null;
  const ignored = new Set(request.ignored);
  const fieldByMatch = new Map(request.fieldKeys.map((key) => [matchKey(key), key]));
  const issues = new Map(request.issues.map((issue) => [issue.path, issue.message]));
  return entries.map(([key, value]) => ({
    key,
    value: valueText(value),
    reading: readingOf(key, value, { ignored, fieldByMatch, issues }),
  }));
}

/** A value as it came; lists and objects as JSON. */
export const valueText = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");

function readingOf(
  key: string,
  value: unknown,
  known: { ignored: Set<string>; fieldByMatch: Map<string, string>; issues: Map<string, string> },
): Reading {
  const match = matchKey(key);
  const message = known.issues.get(key);
  if (message !== undefined) return { kind: "issue", message };
  if (known.ignored.has(shownKey(key))) return { kind: "ignored", why: "unnamed" };
  if (Object.hasOwn(builtIn, match)) return { kind: "built_in", name: builtIn[match] ?? key };
  const field = known.fieldByMatch.get(match);
  if (field !== undefined) return { kind: "field", key: field };
  return isBlank(value) ? { kind: "blank" } : { kind: "unread" };
}

/** The top level of a logged body or query string, as the webhook took it apart; null for a format that is not read here. */
export function entriesOfRequest({ body, query, contentType }: Logged): [string, unknown][] | null {
  if (body !== null) return entriesOf(body, contentType ?? "");
  return query === null ? null : gatherForm(new URLSearchParams(query));
}

function entriesOf(body: string, contentType: string): [key: string, value: unknown][] | null {
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "application/x-www-form-urlencoded") return gatherForm(new URLSearchParams(body));
  if (!/^application\/([\w.-]+\+)?json$/.test(type)) return null;
  const value = parseJson(body);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
}

/** The value of a text that is JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
