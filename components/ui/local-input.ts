const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** A moment as `<input type="datetime-local">` takes it: in the browser's zone, to the minute. */
export const localInput = (at: Date): string =>
  `${String(at.getFullYear()).padStart(4, "0")}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;

/** What such an input holds, as an instant; null for what is no moment. An hour that daylight saving leaves out is the next one. */
export function instantOf(local: string): string | null {
  const at = new Date(local);
  return /^\d{4,}-\d\d-\d\dT\d\d:\d\d/.test(local) && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}
