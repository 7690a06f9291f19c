import type { Sql, TransactionSql } from "@/db/client";
import { numbered, type Piece } from "./piece";

type AnySql = Sql | TransactionSql;

/**
 * Runs a statement that is made of rules. It is not prepared: there are as many texts as there are sets of segments, and a connection
 * would keep each of them for ever.
 */
export function runPiece<R extends object>(sql: AnySql, statement: Piece): Promise<R[]> {
  const { text, values } = numbered(statement);
  // The driver wants its own union of parameter types.
  return sql.unsafe<R[]>(text, [...values] as never[]);
}
