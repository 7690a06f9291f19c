import type { Moment } from "./operators/operator";
import { joinPieces, type Piece, piece } from "./piece";
import { type BoundGroup, type BoundRule, isBoundGroup } from "./read-rules";

/** A rule tree as one boolean expression over `contacts c`; null counts as false. Every value of a user is a parameter. */
export function predicateOf(tree: BoundGroup, at: Moment): Piece {
  const rows = tree.rows.map((row) => piece`(${expressionOf(row, at)})`);
  return piece`(${joinPieces(rows, tree.join === "all" ? piece` and ` : piece` or `)})`;
}

function expressionOf(rule: BoundRule, at: Moment): Piece {
  if (isBoundGroup(rule)) return predicateOf(rule, at);
  return rule.bound === null ? piece`false` : rule.bound.sql(rule.property.operand, at);
}

/**
 * The next moment (`timestamptz`) at which time alone may change the answer for a contact; null in SQL when none will. Null when the
 * rules don't read time.
 */
export function turnOf(tree: BoundGroup, at: Moment): Piece | null {
  const days = daysOf(tree, at);
  return days.length === 0 ? null : piece`(least(${joinPieces(days, piece`, `)})::timestamp at time zone 'UTC')`;
}

const daysOf = (tree: BoundGroup, at: Moment): Piece[] =>
  tree.rows.flatMap((row) => {
    if (isBoundGroup(row)) return daysOf(row, at);
    return row.bound === null || row.bound.turn === null ? [] : row.bound.turn(row.property.operand, at);
  });
