import type { z } from "zod";
import { type Piece, piece } from "../piece";

/** What a form offers for the value; the shape of the value itself is beside each. */
export const valueInputs = {
  none: "no value",
  text: "a text",
  texts: "a list of texts",
  number: "a number",
  number_range: "[from, to]",
  boolean: "true or false",
  day: "a day: 2026-01-31",
  day_range: "[from, to], two days",
  days: "a whole number of days",
  option: "one of the property's options",
  options: "a list of the property's options",
  tag: "a tag's name",
  tags: "a list of tag names",
  group: "a group's id or name",
  groups: "a list of group ids or names",
  segment: "a segment's id",
  period: "{days} or {since} or {before}, or nothing for ever",
  times: "{times} and, when wanted, {days} or {since} or {before}",
  status: "{status}",
  status_days: "{status, days}",
  status_since: "{status, since}",
} as const;
export type ValueInput = keyof typeof valueInputs;

/** When and where a rule is evaluated. */
export interface Moment {
  /** The day in UTC, `YYYY-MM-DD`. */
  today: string;
  /** Bare UUID. */
  audienceId: string;
}

export interface Option {
  value: string;
  label: string;
}

/** What an operator must know of the property that it compares. */
export interface Comparable {
  label: string;
  options?: readonly Option[];
}

/** An operator with its value: ready for SQL and for JavaScript, which mean the same. */
export interface Bound {
  /** The value in its normal form, as it is stored. */
  value: unknown;
  /** A boolean expression; null counts as false. */
  sql(operand: Piece, at: Moment): Piece;
  /** The same for one contact, by the property's actual value. */
  test(actual: unknown, at: Moment): boolean;
  /** A `date` expression: the next day after today on which time alone may change the answer; null when none will. */
  turn: ((operand: Piece, at: Moment) => Piece) | null;
}

export type Binding = { ok: true; bound: Bound } | { ok: false; message: string };

export interface Operator {
  label: string;
  input: ValueInput;
  /** Reads a raw value; the message is one sentence for the person who wrote it. */
  bind(raw: unknown, property: Comparable): Binding;
}

interface Definition<A, V> {
  label: string;
  input: ValueInput;
  value(property: Comparable): z.ZodType<V>;
  sql(operand: Piece, value: NoInfer<V>, at: Moment): Piece;
  test(actual: A, value: NoInfer<V>, at: Moment): boolean;
  turn?(operand: Piece, value: NoInfer<V>, at: Moment): Piece;
  /** Whether time matters for this value; always when there is a `turn`, unless said. */
  timed?(value: NoInfer<V>): boolean;
}

/**
 * Makes operators of one kind of property; one entry is all of an operator: its label, its value, its SQL, its meaning in JavaScript.
 * @param read the actual value as this kind sees it; what is none of the kind is "not set"
 */
export const operatorsOn =
  <A>(read: (actual: unknown) => A) =>
  <V>({ label, input, value: schemaOf, sql, test, turn, timed }: Definition<A, V>): Operator => ({
    label,
    input,
    bind(raw, property) {
      const parsed = schemaOf(property).safeParse(raw);
      if (!parsed.success) return { ok: false, message: parsed.error.issues[0]?.message ?? `This must be ${input}.` };
      const value = parsed.data;
      return {
        ok: true,
        bound: {
          value,
          sql: (operand, at) => sql(operand, value, at),
          test: (actual, at) => test(read(actual), value, at),
          turn: turn === undefined || timed?.(value) === false ? null : (operand, at) => turn(operand, value, at),
        },
      };
    },
  });

/** The opposite of an operator: it holds for everybody else, also for those who have no value. */
export const not = (operator: Operator, label: string): Operator => ({
  ...operator,
  label,
  bind(raw, property) {
    const binding = operator.bind(raw, property);
    if (!binding.ok) return binding;
    const { bound } = binding;
    return {
      ok: true,
      bound: {
        ...bound,
        sql: (operand, at) => piece`(not coalesce(${bound.sql(operand, at)}, false))`,
        test: (actual, at) => !bound.test(actual, at),
      },
    };
  },
});
