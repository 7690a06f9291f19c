import { expect, test } from "vitest";
import { newId } from "@/db/ids";
import { deliveryFilterSchema } from "@/lib/deliveries/contract";
import { filterQuery, isFiltered, loadFilters } from "./filters";

const now = Date.parse("2026-01-31T12:00:00Z");

test("the URL's filters are what the API takes", () => {
  const [webhookId, campaignId, journeyId, contact] = [newId("whk"), newId("cmp"), newId("jny"), newId("con")];
  const filters = loadFilters(
    `?state=failed&webhook=${webhookId}&campaign=${campaignId}&journey=${journeyId}&block=call&contact=${contact}&event=email.opened&within=24h`,
  );
  const query = filterQuery(filters, now);
  expect(query).toEqual({
    state: "failed",
    webhookId,
    campaignId,
    journeyId,
    nodeId: "call",
    contact,
    event: "email.opened",
    from: "2026-01-30T12:00:00.000Z",
  });
  expect(deliveryFilterSchema.safeParse(query).success).toBe(true);
});

test("a time of one's own is taken where no range is given", () => {
  const filters = loadFilters("?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z");
  expect(filterQuery(filters, now)).toEqual({ from: "2026-01-01T00:00:00.000Z", to: "2026-01-02T00:00:00.000Z" });
  expect(isFiltered(filters)).toBe(true);
});

test("what is no filter is none, rather than an error page", () => {
  const filters = loadFilters("?state=lost&within=ever&from=yesterday&event=");
  expect(filterQuery(filters, now)).toEqual({});
  expect(isFiltered(filters)).toBe(false);
});

test("the state is a tab: alone it narrows nothing that could be cleared", () => {
  expect(isFiltered(loadFilters("?state=held"))).toBe(false);
});
