import { expect, test } from "vitest";
import { newId } from "@/db/ids";
import { listEventsContract } from "@/lib/tracking/contract";
import { filterQuery, isFiltered, loadFilters } from "./filters";

const now = Date.parse("2026-01-31T12:00:00Z");

test("the URL's filters are what the API takes", () => {
  const audienceId = newId("aud");
  const filters = loadFilters(`?type=email.opened&email=%20jane@example.com&audience=${audienceId}&within=24h`);
  const query = filterQuery(filters, now);
  expect(query).toEqual({
    type: "email.opened",
    email: "jane@example.com",
    audienceId,
    from: "2026-01-30T12:00:00.000Z",
  });
  expect(listEventsContract.query.safeParse(query).success).toBe(true);
});

test("what is no filter is none, rather than an error page", () => {
  const filters = loadFilters("?within=ever&type=");
  expect(isFiltered(filters)).toBe(false);
});
