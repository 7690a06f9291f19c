import type { MappingRow, MappingSource } from "@/lib/webhooks/payload/mapping";

/** What a field is sent as when its value is empty. */
export const emptyRules = ["empty", "default", "omit"] as const;
export type EmptyRule = (typeof emptyRules)[number];

/** A row while it is written. `id` is its identity on the screen alone. */
export interface DraftRow {
  id: string;
  field: string;
  source: MappingSource;
  value: string;
  ifEmpty: EmptyRule;
  /** Kept while another rule is chosen, so that trying one loses nothing. */
  default: string;
}

let made = 0;
const nextId = (): string => `row-${++made}`;

export const blankRow = (): DraftRow => ({
  id: nextId(),
  field: "",
  source: "mapping",
  value: "",
  ifEmpty: "empty",
  default: "",
});

/** The rows of a stored mapping or of a preset, ready to be changed. */
export const draftRows = (rows: readonly MappingRow[]): DraftRow[] =>
  rows.map(({ field, source, value, default: fallback, omitIfEmpty }) => ({
    id: nextId(),
    field,
    source,
    value,
    // A default leaves nothing empty, so it goes before leaving out.
    ifEmpty: fallback ? "default" : omitIfEmpty ? "omit" : "empty",
    default: fallback ?? "",
  }));

/** What is sent to the API: one row for one, in the same order. */
export const mappingRows = (rows: readonly DraftRow[]): MappingRow[] =>
  rows.map(({ field, source, value, ifEmpty, default: fallback }) => ({
    field: field.trim(),
    source,
    value,
    ...(ifEmpty === "default" && source !== "custom" ? { default: fallback } : {}),
    ...(ifEmpty === "omit" && source !== "custom" ? { omitIfEmpty: true } : {}),
  }));

const placeholder = /^\s*\{\{-?\s*([\w.]+)\s*-?\}\}\s*$/;

/** Another source for a row's value; what has the same meaning there is kept. */
export function changeSource(row: DraftRow, source: MappingSource): DraftRow {
  if (source === row.source) return row;
  return { ...row, source, value: valueIn(row, source) };
}

function valueIn({ source: from, value }: DraftRow, to: MappingSource): string {
  if (to === "template") return from === "mapping" && value !== "" ? `{{ ${value} }}` : value;
  if (to === "mapping") return from === "template" ? (placeholder.exec(value)?.[1] ?? "") : "";
  return from === "template" ? value : "";
}

export const replaceRow = (rows: readonly DraftRow[], row: DraftRow): DraftRow[] =>
  rows.map((each) => (each.id === row.id ? row : each));

export const removeRow = (rows: readonly DraftRow[], id: string): DraftRow[] => rows.filter((row) => row.id !== id);

/** Swaps a row with its neighbour; at an end nothing changes. */
export function moveRow(rows: readonly DraftRow[], id: string, by: -1 | 1): DraftRow[] {
  const at = rows.findIndex((row) => row.id === id);
  const [row, other] = [rows[at], rows[at + by]];
  if (row === undefined || other === undefined) return [...rows];
  return rows.map((each) => (each === row ? other : each === other ? row : each));
}

/** A copy right below; its name is changed so that no two are alike. */
export function duplicateRow(rows: readonly DraftRow[], id: string): DraftRow[] {
  const taken = new Set(rows.map(({ field }) => field));
  return rows.flatMap((row) =>
    row.id === id ? [row, { ...row, id: nextId(), field: freeName(row.field, taken) }] : row,
  );
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (name === "") return "";
  for (let number = 2; ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}
