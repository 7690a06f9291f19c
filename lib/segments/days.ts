/** Days of the proleptic Gregorian calendar as `YYYY-MM-DD`, in UTC: all relative rules count them. */
const dayMs = 86_400_000;

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export function addDays(day: string, days: number): string {
  const at = new Date(timeOf(day) + days * dayMs);
  // Beyond the years that have four digits nothing compares as text any more.
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? "9999-12-31" : dayOf(at);
}

/** The same day so many years later; 29 February becomes 28 February in a year that has none, as in PostgreSQL. */
export function addYears(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const rest = day.slice(4) === "-02-29" && !leap ? "-02-28" : day.slice(4);
  return `${String(year).padStart(4, "0")}${rest}`;
}
