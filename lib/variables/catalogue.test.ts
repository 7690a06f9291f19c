import { describe, expect, test } from "vitest";
import { keyIssue } from "../audiences/fields/shape";
import { eventNames } from "../events/catalogue";
import { eventsWithout, findProperty, isPropertyPath, listProperties, propertyGroups } from "./catalogue";
import { findValue } from "./find-value";
import { sampleParts, sampleScope } from "./sample-scope";
import { scopeOf } from "./scope";

const fields = [
  { key: "first_name", label: "First name", type: "text" as const },
  { key: "size", label: "Size", type: "choice" as const, options: ["S", "M"] },
];
const properties = listProperties(fields);
const offered = eventNames(({ internal }) => internal !== true);

describe.each(properties)("$path", ({ path, label, group, sample, description, need }) => {
  test("says what it is, and shows how it looks in a request", () => {
    expect(label).toMatch(/^[A-Z][^.]*$/);
    expect(propertyGroups).toContain(group);
    if (description !== undefined) expect(description).toMatch(/[.…]$/);
    expect(JSON.parse(JSON.stringify(sample))).toEqual(sample);
    expect(isPropertyPath(path)).toBe(true);
  });

  test("is found in the sample of at least one event, unless nothing is known of it", () => {
    const found = offered.filter((type) => findValue(sampleScope(type), path) !== undefined);
    // The sample contact has no size and has not unsubscribed.
    if (path !== "contact.fields.size") expect(found).not.toEqual([]);
  });

  test("declares what has to be loaded for it, and nothing that the event tells", () => {
    const scopes = offered.map((type) =>
      scopeOf({ event: { ...sampleParts(type).event, id: "evt_1" }, workspace: { id: "w" }, now: new Date(0) }),
    );
    const known = scopes.some((scope) => findValue(scope, path) !== undefined);
    const ofTheDelivery = /^(webhook|delivery)\./.test(path) || path === "contact.fields.size";
    // A campaign's own event carries when it was sent; an e-mail's does not.
    if (path !== "campaign.sentAt" && !ofTheDelivery) expect(known).toBe(need === undefined);
  });
});

test("paths and labels are unique", () => {
  for (const values of [properties.map(({ path }) => path), properties.map(({ label }) => label)])
    expect(new Set(values).size).toBe(values.length);
});

test("a data field can't take the name of a contact's property", () => {
  const names = properties.map(({ path }) => /^contact\.(\w+)$/.exec(path)?.[1]).filter((name) => name !== undefined);
  expect(names).toContain("unsubscribeUrl");
  for (const name of names) expect(keyIssue(name.toLowerCase()), name).toMatchObject({ path: "key" });
});

test("a picker shows data fields between the contact and the campaign", () => {
  const groups = [...new Set(properties.map(({ group }) => group))];
  expect(groups).toEqual(["Contact", "Data fields", "Campaign", "Event", "System"]);
  expect(properties.find(({ path }) => path === "contact.fields.size")).toMatchObject({ type: "choice", sample: "S" });
});

test("what can't lead to a value is no property", () => {
  for (const path of ["contact.fields.anything", "event.data.order.lines[0].sku", "contact", "contact.groups", "now"])
    expect(isPropertyPath(path), path).toBe(true);
  for (const path of ["", "contact.emial", "email", "contact.first_name", "event.data.", "contact.constructor", "a..b"])
    expect(isPropertyPath(path), path).toBe(false);
});

test("names of the object prototype are no properties", () => {
  for (const path of ["constructor", "__proto__", "toString"]) expect(findProperty(path)).toBeUndefined();
});

test("events that never bring a property are named", () => {
  expect(eventsWithout("event.data.url", ["email.sent", "email.clicked"])).toEqual(["email.sent"]);
  expect(eventsWithout("contact.email", ["campaign.sent", "email.sent", "contact.created"])).toEqual(["campaign.sent"]);
  expect(eventsWithout("campaign.name", ["email.sent", "contact.created"])).toEqual(["contact.created"]);
});
