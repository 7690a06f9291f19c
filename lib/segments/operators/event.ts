import { addDays } from "../days";
import { type Piece, piece } from "../piece";
import { type Moment, not, operatorsOn } from "./operator";
import { type Period, periodValue, timesValue } from "./values";

/** How often something happened on a day (UTC). */
interface Counted {
  day: string;
  count: number;
}
const isCounted = (entry: unknown): entry is Counted =>
  typeof entry === "object" && entry !== null && "day" in entry && "count" in entry;

/** The operand is the event's type. Counters outlive the events themselves. */
const on = operatorsOn((actual) => (Array.isArray(actual) ? actual.filter(isCounted) : []));

const rowsIn = (type: Piece, { days, since, before }: Period, { today }: Moment): Piece => {
  const rows = piece`from contact_event_counts n where n.contact_id = c.id and n.type = ${type}`;
  if (days !== undefined) return piece`${rows} and n.day between ${today}::date - ${days}::int and ${today}::date`;
  if (since !== undefined) return piece`${rows} and n.day >= ${since}::date`;
  return before === undefined ? rows : piece`${rows} and n.day < ${before}::date`;
};
const timesIn = (type: Piece, period: Period, at: Moment) =>
  piece`(select coalesce(sum(n.count), 0) ${rowsIn(type, period, at)})`;

const isIn = (day: string, { days, since, before }: Period, today: string): boolean => {
  if (days !== undefined) return day <= today && addDays(day, days) >= today;
  if (since !== undefined) return day >= since;
  return before === undefined || day < before;
};
const total = (counted: Counted[], period: Period, { today }: Moment): number =>
  counted.filter(({ day }) => isIn(day, period, today)).reduce((sum, { count }) => sum + count, 0);

/**
 * The oldest of the counted days falls out of the window, unless one that is still to come (a sender's clock was ahead) falls into it
 * before; without a window time changes nothing.
 */
const aging = {
  timed: (period: Period) => period.days !== undefined,
  turn: (type: Piece, period: Period, at: Moment) => piece`least(
    (select min(n.day) + ${period.days ?? 0}::int + 1 ${rowsIn(type, period, at)}),
    (select min(n.day) ${rowsIn(type, {}, at)} and n.day > ${at.today}::date))`,
};

const ever = on({
  label: "happened",
  input: "period",
  value: periodValue,
  sql: (type, period, at) => piece`exists (select ${rowsIn(type, period, at)})`,
  test: (actual, period, at) => total(actual, period, at) > 0,
  ...aging,
});

/** How often something happened; days are those of UTC, "the last 30 days" are today and the 30 days before it. */
export const eventOperators = {
  at_least: on({
    label: "happened at least … times",
    input: "times",
    value: timesValue,
    sql: (type, { times, ...period }, at) => piece`${timesIn(type, period, at)} >= ${times}::int`,
    test: (actual, { times, ...period }, at) => total(actual, period, at) >= times,
    ...aging,
  }),
  at_most: on({
    label: "happened at most … times",
    input: "times",
    value: timesValue,
    sql: (type, { times, ...period }, at) => piece`${timesIn(type, period, at)} <= ${times}::int`,
    test: (actual, { times, ...period }, at) => total(actual, period, at) <= times,
    ...aging,
  }),
  exactly: on({
    label: "happened exactly … times",
    input: "times",
    value: timesValue,
    sql: (type, { times, ...period }, at) => piece`${timesIn(type, period, at)} = ${times}::int`,
    test: (actual, { times, ...period }, at) => total(actual, period, at) === times,
    ...aging,
  }),
  ever,
  never: not(ever, "never happened"),
};
