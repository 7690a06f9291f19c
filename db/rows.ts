import type { Sql, TransactionSql } from "./client";

/** How a column's values are written into its parameter, and what they become in SQL. */
const columnTypes = {
  uuid: plain("uuid"),
  int: plain("int"),
  real: plain("real"),
  timestamptz: {
    sql: "timestamptz",
    element: (value: unknown) => (value instanceof Date ? value.toISOString() : null),
  },
  text: { sql: "text", element: (value: unknown) => (value === null ? null : quote(String(value))) },
  bytea: { sql: "bytea", element: (value: unknown) => (value instanceof Uint8Array ? `"\\\\x${hexOf(value)}"` : null) },
  "uuid[]": {
    sql: "text",
    cast: "uuid[]",
    element: (value: unknown) => (Array.isArray(value) ? `"{${value.join(",")}}"` : null),
  },
  "text[]": {
    sql: "text",
    cast: "text[]",
    element: (value: unknown) =>
      Array.isArray(value) ? quote(`{${value.map((item) => quote(String(item))).join(",")}}`) : null,
  },
  jsonb: {
    sql: "text",
    cast: "jsonb",
    element: (value: unknown) => (value === null ? null : quote(JSON.stringify(value))),
  },
  /** Never null, and cheaper than `jsonb`: one document a line, so that quotes need no second escape and are read once. */
  json: null,
} as const;
export type ColumnType = keyof typeof columnTypes;

function plain(sql: string) {
  return { sql, element: (value: unknown) => (value === null ? null : String(value)) };
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
const special = /["\\]/;
const quote = (text: string): string => `"${special.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;

type AnySql = Sql | TransactionSql;

/**
 * Rows as a table expression with one parameter per column, so that a statement is the same text for one row or for five hundred.
 * Made once for its columns, used in any statement:
 *
 *     const people = rowsOf({ id: "uuid", name: "text" });
 *     tx`insert into people select id, name from ${people(tx, rows)} as r`
 *
 * Column names come from code, never from input. Measured on 32 rows of ten columns: 0.18 ms in the server, where `json_to_recordset`
 * takes 0.72 ms.
 */
export function rowsOf<C extends Record<string, ColumnType>>(columns: C) {
  const types = Object.entries(columns);
  const selected = types.map(([name, type]) => {
    const kind = columnTypes[type];
    if (kind === null) return `"${name}"::jsonb as "${name}"`;
    return "cast" in kind ? `"${name}"::${kind.cast} as "${name}"` : `"${name}"`;
  });
  const names = types.map(([name]) => `"${name}"`).join(", ");
  // The text around the parameters, as a template literal would give it: one fragment, whatever the number of columns.
  const texts: string[] = [];
  let text = `(select ${selected.join(", ")} from rows from (`;
  for (const [index, [, type]] of types.entries()) {
    const kind = columnTypes[type];
    texts.push(`${text}${index === 0 ? "" : ", "}${kind === null ? "string_to_table(" : "unnest("}`);
    text = kind === null ? "::text, E'\\n')" : `::${kind.sql}[])`;
  }
  texts.push(`${text}) as r(${names}))`);
  const template = Object.assign(texts, { raw: texts });
  return (sql: AnySql, rows: readonly { readonly [K in keyof C]: unknown }[]) =>
    sql(template, ...types.map(([name, type]) => parameterOf(type, rows, name)));
}

function parameterOf(type: ColumnType, rows: readonly Record<string, unknown>[], name: string) {
  const kind = columnTypes[type];
  // JSON.stringify escapes line breaks.
  if (kind === null) return rows.map((row) => JSON.stringify(row[name] ?? null)).join("\n");
  return `{${rows.map((row) => kind.element(row[name] ?? null) ?? "NULL").join(",")}}`;
}
