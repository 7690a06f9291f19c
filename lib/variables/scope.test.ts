import { expect, test } from "vitest";
import { about, sampleContact } from "../events/catalogue/sample";
import { findValue } from "./find-value";
import { scopeOf } from "./scope";

const now = new Date("2026-03-01T08:15:00.500Z");
const event = { id: "evt_1", type: "email.clicked", occurredAt: now, audienceId: "aud_1", data: {} };
const workspace = { id: "wks_1" };

test("contact and campaign of an event are roots of their own, and its data is the rest", () => {
  const data = { ...about({ url: "https://example.com" }), campaign: { id: "cmp_1", name: "Summer Promotion" } };
  const scope = scopeOf({ event: { ...event, data }, workspace, now });
  expect(scope.contact).toMatchObject({ email: "jane@example.com", fullName: "Jane Doe", tagsText: "newsletter" });
  expect(scope.contact).toMatchObject({ groupIds: [sampleContact.groups[0]?.id], groupNames: ["Customers"] });
  expect(scope.campaign).toEqual({ id: "cmp_1", name: "Summer Promotion" });
  expect(scope.event).toEqual({
    id: "evt_1",
    type: "email.clicked",
    occurredAt: "2026-03-01T08:15:00.500Z",
    occurredAtEpoch: 1772352900,
    data: { url: "https://example.com" },
  });
});

test("what was not loaded is missing, what is known to be nothing is null", () => {
  const scope = scopeOf({ event: { ...event, data: about() }, workspace, now });
  expect(findValue(scope, "contact.confirmedAt")).toBeUndefined();
  expect(findValue(scope, "contact.unsubscribeUrl")).toBeUndefined();
  const extras = { contact: { source: "form", signupIp: null, confirmedAt: null, unsubscribedAt: null } };
  const loaded = scopeOf({ event: { ...event, data: about() }, workspace, now, extras });
  expect(findValue(loaded, "contact.confirmedAt")).toBeNull();
  expect(findValue(loaded, "contact.source")).toBe("form");
});

test("a mail has a contact and a campaign, and no event", () => {
  const scope = scopeOf({
    event: null,
    workspace,
    now,
    contact: sampleContact,
    campaign: { id: "cmp_1", name: "Summer" },
    audience: { id: "aud_1", name: "Customers" },
  });
  expect(scope.event).toBeNull();
  expect(findValue(scope, "audience.name")).toBe("Customers");
  expect(findValue(scope, "contact.fields.first_name")).toBe("Jane");
});

test("a contact given beside the event takes the place of the event's own", () => {
  const scope = scopeOf({
    event: { ...event, data: about() },
    workspace,
    now,
    contact: { ...sampleContact, email: "new@example.com" },
  });
  expect(findValue(scope, "contact.email")).toBe("new@example.com");
});

test("the full name is made of the fields of these names, however they are spelled", () => {
  const nameOf = (fields: Record<string, unknown>) =>
    findValue(scopeOf({ event: null, workspace, now, contact: { ...sampleContact, fields } }), "contact.fullName");
  expect(nameOf({ FirstName: " Jane ", "last-name": "Doe" })).toBe("Jane Doe");
  expect(nameOf({ last_name: "Doe" })).toBe("Doe");
  expect(nameOf({ name: "Jane D." })).toBe("Jane D.");
  expect(nameOf({ first_name: 7 })).toBeNull();
});

test("odd data of a sender's own event breaks nothing", () => {
  for (const contact of [null, 1, "x", [], { fields: null, tags: "a", groups: [1, null] }])
    expect(() => scopeOf({ event: { ...event, data: { contact, campaign: [] } }, workspace, now })).not.toThrow();
});

test("a scope is plain JSON: stored and read again it is the same", () => {
  const scope = scopeOf({
    event: { ...event, data: about({ changed: ["email"] }) },
    workspace,
    now,
    deliveryId: "dlv_1",
  });
  expect(JSON.parse(JSON.stringify(scope))).toEqual(scope);
});
