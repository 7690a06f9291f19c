const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantPattern =
  /^(\d{4}-\d{2}-\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?:\s?(?:([Zz])|([+-])([01]\d|2[0-3]):?([0-5]\d)?))?$/;

/** `YYYY-MM-DD` of the proleptic Gregorian calendar, years 0001 to 9999. */
export function isCalendarDate(text: string): boolean {
  const match = dayPattern.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day of an ISO 8601 date or moment, as it is written there (no time zone is applied); null when it is neither. */
export function parseDate(text: string): string | null {
  const day = instantPattern.exec(text)?.[1] ?? text;
  return isCalendarDate(day) ? day : null;
}

/**
 * A moment in ISO 8601 → `2026-01-31T08:15:00.000Z`. Without an offset it is taken as UTC, without a time as midnight. Null when it
 * is no moment, or one outside the years 0001 to 9999.
 */
export function parseInstant(text: string): string | null {
  if (isCalendarDate(text)) return `${text}T00:00:00.000Z`;
  const match = instantPattern.exec(text);
  if (match === null) return null;
  const [, day = "", hours, minutes, seconds = "00", fraction = "", , sign, offsetHours = "00", offsetMinutes = "00"] =
    match;
  if (!isCalendarDate(day)) return null;
  const local = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  const offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  const iso = new Date(sign === "-" ? local + offsetMs : local - offsetMs).toISOString();
  return isCalendarDate(iso.slice(0, 10)) ? iso : null;
}
