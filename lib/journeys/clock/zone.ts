/** Wall-clock time of a place: what a calendar and a clock on its wall show. */
export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const formatsMax = 500;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  if (formats.size >= formatsMax) formats.clear();
  formats.set(timeZone, made);
  return made;
}

/** Whether it is a zone of the IANA database that this Node knows, like `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at a moment. Throws on a zone that does not exist: see `isTimeZone`. */
export function wallTimeAt(moment: Date, timeZone: string): WallTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

const asIfUtc = ({ year, month, day, hour, minute, second }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/**
 * The moment at which a zone's clocks show a time; days and months may run over, as in `Date.UTC`. A time that a change of the clocks
 * leaves out means the moment so much after the jump (02:30 becomes 03:30); one that comes twice means the first.
 */
export function momentOf(wall: WallTime, timeZone: string): Date {
  const wanted = asIfUtc(wall);
  const offsetAt = (ms: number) => asIfUtc(wallTimeAt(new Date(ms), timeZone)) - Math.floor(ms / 1_000) * 1_000;
  const day = 86_400_000;
  // The offsets before and after any change near by: the earlier fitting moment is the one with the larger offset.
  const [before, after] = [offsetAt(wanted - day), offsetAt(wanted + day)];
  const fitting = [before, after].map((offset) => wanted - offset).filter((ms) => ms + offsetAt(ms) === wanted);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : wanted - before);
}
