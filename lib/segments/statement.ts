import type { Fragment, Sql, TransactionSql } from "@/db/client";
import { numbered, type Piece } from "./piece";

type AnySql = Sql | TransactionSql;

/** A piece inside a statement written for the driver. */
export const fragment = (sql: AnySql, { texts, values }: Piece): Fragment =>
  // The driver types serialisable values more narrowly than it takes them; the texts are a template's, whatever their number.
  sql(Object.assign([...texts], { raw: [...texts] }), ...(values as never[]));

/**
 * Runs a statement that is made of rules. It is not prepared: there are as many texts as there are sets of segments, and a connection
 * would keep each of them for ever.
 */
export function runPiece<R extends object>(sql: AnySql, statement: Piece): Promise<R[]> {
  const { text, values } = numbered(statement);
  // The driver wants its own union of parameter types.
  return sql.unsafe<R[]>(text, [...values] as never[]);
}
