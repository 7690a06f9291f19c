import { momentOf, type WallTime, wallTimeAt } from "./zone";

export const delayUnits = ["minutes", "hours", "days", "weeks"] as const;
export type DelayUnit = (typeof delayUnits)[number];

const exactMs: Partial<Record<DelayUnit, number>> = { minutes: 60_000, hours: 3_600_000 };

/** Minutes and hours pass as they are; days and weeks keep the time that the zone's clocks show, whatever they jump meanwhile. */
export function later(from: Date, amount: number, unit: DelayUnit, timeZone: string): Date {
  const ms = exactMs[unit];
  if (ms !== undefined) return new Date(from.getTime() + amount * ms);
  const wall = wallTimeAt(from, timeZone);
  return momentOf({ ...wall, day: wall.day + amount * (unit === "weeks" ? 7 : 1) }, timeZone);
}

/** `HH:MM`. */
export const clockPattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

function atClock(wall: WallTime, clock: string): WallTime {
  const [, hour = "0", minute = "0"] = clockPattern.exec(clock) ?? [];
  return { ...wall, hour: Number(hour), minute: Number(minute), second: 0 };
}

/**
 * The next moment, not before `from`, at which the zone's clocks show `clock` on one of these weekdays (1 is Monday, 7 Sunday; none
 * means any).
 */
export function nextWeekday(from: Date, weekdays: readonly number[], clock: string, timeZone: string): Date {
  const wall = wallTimeAt(from, timeZone);
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = atClock({ ...wall, day: wall.day + ahead }, clock);
    const weekday = new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() || 7;
    const moment = momentOf(day, timeZone);
    if (moment >= from && (weekdays.length === 0 || weekdays.includes(weekday))) return moment;
  }
  return momentOf(atClock({ ...wall, day: wall.day + 7 }, clock), timeZone);
}

/** A calendar day (`YYYY-MM-DD`) moved by days, at a time of the zone's clocks. */
export function onDay(day: string, offsetDays: number, clock: string, timeZone: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return momentOf(atClock({ year, month, day: date + offsetDays, hour: 0, minute: 0, second: 0 }, clock), timeZone);
}

/**
 * The next time that a day of the year comes round: for birthdays. 29 February is kept on the 28th in other years.
 * @param from nothing before this moment counts
 */
export function nextAnniversary(day: string, offsetDays: number, clock: string, timeZone: string, from: Date): Date {
  const [, month = 1, date = 1] = day.split("-").map(Number);
  const { year } = wallTimeAt(from, timeZone);
  for (const candidate of [year - 1, year, year + 1, year + 2]) {
    const kept = month === 2 && date === 29 && !isLeap(candidate) ? 28 : date;
    const text = `${String(candidate).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(kept).padStart(2, "0")}`;
    const moment = onDay(text, offsetDays, clock, timeZone);
    if (moment >= from) return moment;
  }
  return from;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
