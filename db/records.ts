import type { Sql, TransactionSql } from "./client";

/** PostgreSQL's oid of `json`: cheaper than `jsonb` for a value that is read once. */
const jsonOid = 114;

/**
 * Rows as one parameter, for `json_to_recordset`: a statement then has the same few parameters for one row or for five hundred.
 * Buffers go as hexadecimal texts (`\\x…`).
 */
export const records = (sql: Sql | TransactionSql, rows: readonly object[]) =>
  // The library types serialisable values without `object`; JSON.stringify takes any.
  sql.typed(rows as never, jsonOid);
