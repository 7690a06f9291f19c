import fc from "fast-check";
import { expect, test } from "vitest";
import { later, nextAnniversary, nextWeekday, onDay } from "./times";
import { isTimeZone, momentOf, wallTimeAt } from "./zone";

const at = (text: string) => new Date(text);
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
];

test("a day later is the same time on the wall when the clocks jump in spring and in autumn", () => {
  expect(later(at("2026-03-28T11:00:00Z"), 1, "days", "Europe/Berlin")).toEqual(at("2026-03-29T10:00:00Z"));
  expect(later(at("2026-10-24T10:00:00Z"), 1, "days", "Europe/Berlin")).toEqual(at("2026-10-25T11:00:00Z"));
  expect(later(at("2026-03-28T11:00:00Z"), 24, "hours", "Europe/Berlin")).toEqual(at("2026-03-29T11:00:00Z"));
});

test("a time that the clocks leave out comes so much after the jump, one that comes twice comes first", () => {
  const night = { year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 };
  expect(momentOf(night, "Europe/Berlin")).toEqual(at("2026-03-29T01:30:00Z"));
  expect(momentOf({ ...night, month: 10, day: 25 }, "Europe/Berlin")).toEqual(at("2026-10-25T00:30:00Z"));
  expect(momentOf({ ...night, month: 3, day: 8 }, "America/New_York")).toEqual(at("2026-03-08T07:30:00Z"));
});

test("weekdays and times are those of the zone", () => {
  // A Saturday afternoon in Berlin is already Sunday in Apia.
  const saturday = at("2026-11-21T14:00:00Z");
  expect(nextWeekday(saturday, [1], "09:00", "Europe/Berlin")).toEqual(at("2026-11-23T08:00:00Z"));
  expect(nextWeekday(saturday, [], "09:00", "Europe/Berlin")).toEqual(at("2026-11-22T08:00:00Z"));
  expect(nextWeekday(saturday, [6], "15:00", "Europe/Berlin")).toEqual(saturday);
  expect(nextWeekday(saturday, [6], "14:59", "Europe/Berlin")).toEqual(at("2026-11-28T13:59:00Z"));
  expect(nextWeekday(saturday, [7], "09:00", "Pacific/Apia")).toEqual(at("2026-11-21T20:00:00Z"));
});

test("29 February is kept on the 28th in other years, and offsets reach over the end of the year", () => {
  expect(nextAnniversary("2000-02-29", 0, "09:00", "UTC", at("2026-01-01T00:00:00Z"))).toEqual(
    at("2026-02-28T09:00:00Z"),
  );
  expect(nextAnniversary("2000-02-29", 0, "09:00", "UTC", at("2028-01-01T00:00:00Z"))).toEqual(
    at("2028-02-29T09:00:00Z"),
  );
  expect(nextAnniversary("1990-01-02", -7, "09:00", "UTC", at("2026-12-01T00:00:00Z"))).toEqual(
    at("2026-12-26T09:00:00Z"),
  );
  expect(nextAnniversary("1990-12-30", 5, "09:00", "UTC", at("2026-01-01T00:00:00Z"))).toEqual(
    at("2026-01-04T09:00:00Z"),
  );
  expect(onDay("2024-02-28", 1, "00:00", "UTC")).toEqual(at("2024-02-29T00:00:00Z"));
});

test.each(["Europe/Berlin", "UTC", "Etc/GMT+5"])("%s is a zone", (name) => expect(isTimeZone(name)).toBe(true));
test.each(["", "Berlin", "Europe/Nowhere", "../x"])("%j is none", (name) => expect(isTimeZone(name)).toBe(false));

const moments = fc.date({ min: at("1990-01-01T00:00:00Z"), max: at("2060-01-01T00:00:00Z"), noInvalidDate: true });

test("what the clocks show leads back to a moment at which they show it", () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
      const wall = wallTimeAt(moment, zone);
      expect(wallTimeAt(momentOf(wall, zone), zone)).toEqual(wall);
    }),
  );
});

test("the next time is never before now and never more than eight days ahead", () => {
  fc.assert(
    fc.property(
      moments,
      fc.constantFrom(...zones),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      fc.integer({ min: 0, max: 23 }),
      (from, zone, weekdays, hour) => {
        const next = nextWeekday(from, weekdays, `${String(hour).padStart(2, "0")}:30`, zone);
        expect(next.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(next.getTime() - from.getTime()).toBeLessThanOrEqual(8 * 86_400_000);
      },
    ),
  );
});
