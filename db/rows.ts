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
  /** Never null, and cheaper than `jsonb`: as one JSON list, whose quotes need no second escape. */
  json: null,
} as const;
export type ColumnType = keyof typeof columnTypes;

function plain(sql: string) {
  return { sql, element: (value: unknown) => (value === null ? null : String(value)) };
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
const special = /["\\]/;
const quote = (text: string): string => `"${special.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;

/** PostgreSQL's oid of `json`. */
const jsonOid = 114;

/**
 * Rows as a table expression with one parameter per column, so that a statement is the same text for one row or for five hundred:
 * `select id, name from ${rowsOf(tx, { id: "uuid", name: "text" }, rows)} as r`. Column names come from code, never from input.
 * Measured on 32 rows of ten columns: 0.18 ms in the server, where `json_to_recordset` takes 0.72 ms.
 */
export function rowsOf<C extends Record<string, ColumnType>>(
  sql: Sql | TransactionSql,
  columns: C,
  rows: readonly { readonly [K in keyof C]: unknown }[],
) {
  const names = Object.keys(columns);
  const sources = names.map((name) => source(sql, columns[name] ?? "text", rows, name));
  const casts = names.map((name) => {
    const type = columnTypes[columns[name] ?? "text"];
    if (type === null) return `"${name}"::jsonb as "${name}"`;
    return "cast" in type ? `"${name}"::${type.cast} as "${name}"` : `"${name}"`;
  });
  const from = sources.flatMap((one, index) => (index === 0 ? [one] : [sql`,`, one]));
  return sql`(select ${sql.unsafe(casts.join(","))} from rows from (${from}) as r(${sql.unsafe(names.map((name) => `"${name}"`).join(","))}))`;
}

function source(sql: Sql | TransactionSql, type: ColumnType, rows: readonly Record<string, unknown>[], name: string) {
  const kind = columnTypes[type];
  if (kind === null)
    return sql`json_array_elements(${sql.typed(rows.map((row) => row[name] ?? null) as never, jsonOid)})`;
  const elements = rows.map((row) => kind.element(row[name] ?? null) ?? "NULL").join(",");
  return sql`unnest(${`{${elements}}`}::${sql.unsafe(kind.sql)}[])`;
}
