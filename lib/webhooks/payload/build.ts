import { findValue } from "../../variables/find-value";
import { isRecord } from "../../variables/is-record";
import { noSteps, renderValue, type Steps } from "../../variables/liquid";
import type { Need } from "../../variables/properties/property";
import type { Scope } from "../../variables/scope";
import { needsOf, type Reader } from "../../variables/uses";
import { defaultPayload } from "./default-payload";
import { parseFieldName } from "./field-name";
import type { CustomPayload, MappingRow } from "./mapping";

/** Something that the reader of a preview should know; `row` is the mapping's, null for the whole. */
export interface PayloadWarning {
  row: number | null;
  message: string;
}

export type BuiltPayload =
  | { ok: true; value: Record<string, unknown>; warnings: PayloadWarning[] }
  | { ok: false; row: number | null; message: string };

/** Whether building runs templates, which must not happen inside a transaction. */
export const needsLiquid = (payload: CustomPayload | null): boolean =>
  payload?.mappings.some(({ source }) => source === "template") ?? false;

/** What has to be loaded beside the events to build this payload. */
export const needsOfPayload = (payload: CustomPayload | null): Set<Need> =>
  needsOf((payload?.mappings ?? []).flatMap(readerOf));

const readerOf = ({ source, value }: MappingRow): Reader[] => {
  if (source === "custom") return [];
  return [source === "mapping" ? { path: value } : { template: value }];
};

/**
 * The payload of an event: the default one, or what a mapping makes of the scope. A mapped property keeps its JSON type, a custom value
 * is always text (`01234` stays as it is; `{{ 42 }}` as a template is a number). A property that is missing is null, unless the row says
 * otherwise. Fails when a template fails, naming the row. Pure; never throws.
 */
export function buildPayload(payload: CustomPayload | null, scope: Scope): BuiltPayload {
  if (payload === null) return { ok: true, value: defaultPayload(scope), warnings: [] };
  const value: Record<string, unknown> = {};
  const steps = noSteps();
  const warnings: PayloadWarning[] = [];
  for (const [row, mapping] of payload.mappings.entries()) {
    const read = readRow(mapping, scope, steps);
    if (!read.ok) return { ok: false, row, message: `${mapping.field}: ${read.message}` };
    const given = isEmpty(read.value) ? (mapping.default ?? read.value) : read.value;
    const left = isEmpty(given) && mapping.omitIfEmpty === true;
    if (!left && !place(value, mapping.field, given ?? null))
      return { ok: false, row, message: `The field name ${mapping.field} can't be used. Change it in the mapping.` };
    const isProvidedFor = isFilled(mapping.default) || mapping.omitIfEmpty === true;
    if (!isProvidedFor)
      for (const path of read.missing) warnings.push({ row, message: `${path} is not in this event.` });
  }
  return { ok: true, value, warnings };
}

type ReadRow = { ok: true; value: unknown; missing: string[] } | { ok: false; message: string };

function readRow({ source, value }: MappingRow, scope: Scope, steps: Steps): ReadRow {
  if (source === "custom") return { ok: true, value, missing: [] };
  if (source === "template") return renderValue(value, scope, steps);
  const found = findValue(scope, value);
  return { ok: true, value: found, missing: found === undefined ? [value] : [] };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
const isFilled = (text: string | null | undefined): boolean => text !== null && text !== undefined && text !== "";

/** Puts a value where its name says; false when the name is bad or something else is in the way. */
function place(root: Record<string, unknown>, field: string, value: unknown): boolean {
  const parsed = parseFieldName(field);
  if (!parsed.ok) return false;
  const last = parsed.keys.at(-1) ?? "";
  let parent = root;
  for (const key of parsed.keys.slice(0, -1)) {
    const child = Object.hasOwn(parent, key) ? parent[key] : {};
    if (!isRecord(child)) return false;
    parent[key] = child;
    parent = child;
  }
  if (Object.hasOwn(parent, last)) return false;
  parent[last] = value;
  return true;
}
