import { expect, test } from "vitest";
import { wholeHours } from "./hours";

const at = (hour: string, sent: number) => ({ hour: `2026-11-24T${hour}:00:00.000Z`, sent, opened: 0, clicked: 0 });

test("hours in which nothing happened are shown as such, and one before the first", () => {
  expect(wholeHours([at("09", 5), at("11", 2)]).map(({ hour, sent }) => [hour.slice(11, 13), sent])).toEqual([
    ["08", 0],
    ["09", 5],
    ["10", 0],
    ["11", 2],
  ]);
});

test("without a first hour there is nothing to show", () => {
  expect(wholeHours([])).toEqual([]);
});
