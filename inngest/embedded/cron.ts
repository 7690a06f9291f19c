/** The five fields with the values that each allows. */
const ranges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const fieldNames = ["minute", "hour", "day of month", "month", "day of week"];

/** Sunday is 0 or 7. Enough for every date to come round, leap days included. */
const horizonMinutes = 5 * 366 * 24 * 60;
const minuteMs = 60_000;

/** Answers the first minute after `from` (UTC) that a schedule names. */
export type Schedule = (from: Date) => Date;

/** Reads `minute hour day month weekday` with `*`, lists, ranges and steps. Throws an Error with one sentence on anything else. */
export function parseCron(expression: string): Schedule {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== ranges.length)
    throw new Error(`"${expression}" has ${fields.length} fields; a schedule has five: ${fieldNames.join(", ")}.`);
  const [minutes, hours, days, months, weekdays] = fields.map((field, index) => parseField(expression, field, index));
  const eitherDay = fields[2] !== "*" && fields[4] !== "*";
  const named = (at: Date): boolean => {
    const day = days?.has(at.getUTCDate()) === true;
    const weekday = weekdays?.has(at.getUTCDay()) === true;
    return (
      months?.has(at.getUTCMonth() + 1) === true &&
      // As cron has always done: with both fields given, either is enough.
      (eitherDay ? day || weekday : day && weekday) &&
      hours?.has(at.getUTCHours()) === true &&
      minutes?.has(at.getUTCMinutes()) === true
    );
  };
  return (from) => {
    const at = new Date((Math.floor(from.getTime() / minuteMs) + 1) * minuteMs);
    for (let tried = 0; tried < horizonMinutes; tried++) {
      if (named(at)) return at;
      at.setTime(at.getTime() + minuteMs);
    }
    throw new Error(`"${expression}" names no day that exists.`);
  };
}

function parseField(expression: string, field: string, index: number): Set<number> {
  const [least, most] = ranges[index] ?? [0, 0];
  const wrong = () => new Error(`"${expression}": the ${fieldNames[index]} "${field}" must lie in ${least}–${most}.`);
  const values = new Set<number>();
  for (const part of field.split(",")) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) throw wrong();
    const [, first, last, every] = match;
    const from = first === undefined ? least : Number(first);
    const to = last !== undefined ? Number(last) : first === undefined || every !== undefined ? most : from;
    const step = every === undefined ? 1 : Number(every);
    if (from < least || to > most || from > to || step < 1) throw wrong();
    for (let value = from; value <= to; value += step) values.add(index === 4 ? value % 7 : value);
  }
  return values;
}
