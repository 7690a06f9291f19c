import { addDays, addYears } from "../days";
import { piece } from "../piece";
import { not, operatorsOn } from "./operator";
import { day, dayRange, days, nothing } from "./values";

/** The operand is a day (SQL `date`); moments have become their day in UTC. */
const on = operatorsOn((actual) => (typeof actual === "string" && actual !== "" ? actual.slice(0, 10) : null));

const is = on({
  label: "is on",
  input: "day",
  value: day,
  sql: (operand, value) => piece`${operand} = ${value}::date`,
  test: (actual, value) => actual === value,
});
const isSet = on({
  label: "has any value",
  input: "none",
  value: nothing,
  sql: (operand) => piece`${operand} is not null`,
  test: (actual) => actual !== null,
});

const yearOf = (value: string) => Number(value.slice(0, 4));

/** The anniversary comes in so many days. The first one is a year after the day itself; 29 February is kept on 28 February. */
const anniversary = on({
  label: "has its anniversary in exactly … days",
  input: "days",
  value: days,
  sql: (operand, value, { today }) => {
    const target = piece`${addDays(today, value)}::date`;
    const years = piece`(extract(year from ${target}) - extract(year from ${operand}))::int`;
    return piece`(${years} > 0 and (${operand} + make_interval(years => ${years}))::date = ${target})`;
  },
  test: (actual, value, { today }) => {
    const target = addDays(today, value);
    const years = actual === null ? 0 : yearOf(target) - yearOf(actual);
    return actual !== null && years > 0 && addYears(actual, years) === target;
  },
  turn: (operand, value, { today }) => {
    const now = piece`${today}::date`;
    const years = piece`greatest(extract(year from ${addDays(today, value)}::date) - extract(year from ${operand}), 1)::int`;
    const next = piece`((${operand} + make_interval(years => ${years}))::date - ${value}::int)`;
    const afterNext = piece`((${operand} + make_interval(years => ${years} + 1))::date - ${value}::int)`;
    return piece`(case when ${next} > ${now} then ${next} when ${next} = ${now} then ${now} + 1 else ${afterNext} end)`;
  },
});

/** Days are those of UTC; "the last 7 days" are today and the 7 days before it. */
export const dateOperators = {
  is,
  is_not: not(is, "is not on"),
  before: on({
    label: "is before",
    input: "day",
    value: day,
    sql: (operand, value) => piece`${operand} < ${value}::date`,
    test: (actual, value) => actual !== null && actual < value,
  }),
  after: on({
    label: "is after",
    input: "day",
    value: day,
    sql: (operand, value) => piece`${operand} > ${value}::date`,
    test: (actual, value) => actual !== null && actual > value,
  }),
  between: on({
    label: "is between",
    input: "day_range",
    value: dayRange,
    sql: (operand, [from, to]) => piece`${operand} between ${from}::date and ${to}::date`,
    test: (actual, [from, to]) => actual !== null && actual >= from && actual <= to,
  }),
  in_last_days: on({
    label: "is in the last … days",
    input: "days",
    value: days,
    sql: (operand, value, { today }) => piece`${operand} between ${today}::date - ${value}::int and ${today}::date`,
    test: (actual, value, { today }) => actual !== null && actual <= today && addDays(actual, value) >= today,
    turn: (operand, value, { today }) => piece`(case when ${operand} > ${today}::date then ${operand}
      when ${operand} + ${value}::int >= ${today}::date then ${operand} + ${value}::int + 1 end)`,
  }),
  more_than_days_ago: on({
    label: "is more than … days ago",
    input: "days",
    value: days,
    sql: (operand, value, { today }) => piece`${operand} < ${today}::date - ${value}::int`,
    test: (actual, value, { today }) => actual !== null && addDays(actual, value) < today,
    turn: (operand, value, { today }) =>
      piece`(case when ${operand} + ${value}::int >= ${today}::date then ${operand} + ${value}::int + 1 end)`,
  }),
  in_next_days: on({
    label: "is in the next … days",
    input: "days",
    value: days,
    sql: (operand, value, { today }) => piece`${operand} between ${today}::date and ${today}::date + ${value}::int`,
    test: (actual, value, { today }) => actual !== null && actual >= today && actual <= addDays(today, value),
    turn: (operand, value, { today }) => piece`(case when ${operand} - ${value}::int > ${today}::date
      then ${operand} - ${value}::int when ${operand} >= ${today}::date then ${operand} + 1 end)`,
  }),
  anniversary_today: {
    ...anniversary,
    label: "has its anniversary today",
    input: "none" as const,
    bind: (_raw: unknown, property: Parameters<typeof anniversary.bind>[1]) => {
      const binding = anniversary.bind(0, property);
      return binding.ok ? { ...binding, bound: { ...binding.bound, value: undefined } } : binding;
    },
  },
  anniversary_in_days: anniversary,
  is_set: isSet,
  is_not_set: not(isSet, "has no value"),
};
