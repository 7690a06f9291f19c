import { expect, test } from "vitest";
import { listRequestsContract } from "@/lib/inbound/contract";
import { filterQuery, isFiltered, loadFilters } from "./filters";

const now = Date.parse("2026-01-31T12:00:00Z");

test("the URL's filters are what the API takes", () => {
  const filters = loadFilters("?status=409&email=%20jane@example.com&origin=test&within=24h");
  const query = filterQuery(filters, now);
  expect(query).toEqual({
    status: 409,
    email: "jane@example.com",
    origin: "test",
    from: "2026-01-30T12:00:00.000Z",
  });
  expect(listRequestsContract.query.safeParse(query).success).toBe(true);
});

test("what is no filter is none, rather than an error page", () => {
  const filters = loadFilters("?status=lots&within=ever&origin=moon");
  expect(isFiltered(filters)).toBe(false);
  expect(filterQuery(filters, now)).toEqual({});
});
