import { isBlank, missingEmail, shownKey } from "@/lib/inbound/interpret";
import { mappedEntries, placeOf } from "@/lib/inbound/interpret-foreign";
import { type MappingLine, mappingTargets } from "@/lib/inbound/workspace-webhooks/mapping";
import { keyPath, pathCharactersMax } from "@/lib/mapping/json-path";
import { entriesOfRequest, type Logged, type Reading, type ReadKey, valueText } from "./read-keys";

const targetNames: Record<(typeof mappingTargets)[number], string> = { email: "Email address", tags: "Tags" };

/**
 * Each value of a logged body with what a webhook with a mapping read it as; null when the body can't be taken apart here. The log keeps
 * what was filled, ignored and wrong, but not the mapping that it was read by: the lines are those of today, and one that the request
 * shows no trace of says so.
 */
export function readPaths(request: Logged, mapping: MappingLine[]): ReadKey[] | null {
  const entries = entriesOfRequest(request);
  if (entries === null) return null;
  const payload = Object.fromEntries(entries);
  const chosen = new Map(mappedEntries(entries, mapping).map(({ name, path }) => [name, path]));
  const lines = mapping.map((line) => ({
    ...line,
    place: placeOf(payload, line.path),
    isChosen: chosen.get(line.field) === line.path,
  }));
  const known = {
    filled: new Set(request.fieldKeys),
    ignored: new Set(request.ignored),
    issues: new Map(request.issues.map(({ path, message }) => [placeOf(payload, path), message])),
  };
  const mapped = new Set(lines.flatMap(({ place }) => place ?? []));
  return entries.flatMap(([key, whole]) =>
    valuesOf(whole, keyPath(key), mapped).flatMap((found) => {
      const own = lines.filter(({ place }) => place === found.path);
      const readings =
        own.length === 0 ? [withoutLine(found, known)] : own.map((line) => readingOf(line, found, key, known));
      return readings.map((reading) => ({ key: found.path, value: valueText(found.value), reading }));
    }),
  );
}

interface Found {
  path: string;
  value: unknown;
}

interface Known {
  filled: ReadonlySet<string>;
  /** Top-level keys that no line started at, and paths whose value was not taken. */
  ignored: ReadonlySet<string>;
  /** Messages by the place of the value. */
  issues: ReadonlyMap<string | null, string>;
}

/** The single values below a value, and what a line takes as a whole. Nothing is looked for where no path reaches. */
function valuesOf(value: unknown, path: string, mapped: ReadonlySet<string>): Found[] {
  const isWhole = mapped.has(path);
  const below = path.length > pathCharactersMax ? [] : childrenOf(value, path);
  if (below.length === 0) return [{ path, value }];
  const found = below.flatMap((child) => valuesOf(child.value, child.path, mapped));
  return isWhole ? [{ path, value }, ...found.filter((each) => mapped.has(each.path))] : found;
}

function childrenOf(value: unknown, path: string): Found[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item }));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, item]) => ({ path: keyPath(key, path), value: item }));
}

function readingOf(
  { path, field, isChosen }: MappingLine & { isChosen: boolean },
  { path: place, value }: Found,
  topKey: string,
  { filled, ignored, issues }: Known,
): Reading {
  const message = issues.get(place);
  if (isChosen && filled.has(field)) return { kind: "field", key: field };
  if (message !== undefined) return { kind: "issue", message };
  if (isBlank(value)) return { kind: "blank" };
  if (ignored.has(shownKey(path)) || ignored.has(shownKey(topKey))) return { kind: "unread" };
  if (!isChosen) return { kind: "ignored", why: "passed_over" };
  const target = mappingTargets.find((name) => name === field);
  return target === undefined ? { kind: "unread" } : { kind: "built_in", name: targetNames[target] };
}

/** What is wrong with a value was so when the request came, whatever became of its line since; a missing address is none of a value's. */
function withoutLine({ path }: Found, { issues }: Known): Reading {
  const message = issues.get(path);
  return message === undefined || message === missingEmail
    ? { kind: "ignored", why: "unmapped" }
    : { kind: "issue", message };
}
