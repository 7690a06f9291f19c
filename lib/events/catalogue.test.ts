import { describe, expect, test } from "vitest";
import { contactStatuses } from "@/db/enums";
import { eventLabel, eventNames, eventTypes, findEventType, isCountable, isEventName } from "./catalogue";
import { customNameRule, isCustomEventName } from "./catalogue/custom";
import { isSoftBounce } from "./catalogue/email";
import { eventGroups } from "./catalogue/event-type";

describe.each(eventNames())("%s", (name) => {
  const type = findEventType(name);
  test("is named after its group, in the past tense, and says what it means in one sentence", () => {
    expect(eventGroups).toContain(type?.group);
    expect(name).toMatch(new RegExp(`^${type?.group.toLowerCase()}\\.[a-z_]+$`));
    expect(name).toMatch(/(ed|sent|left|joined|pending|group_left)$/);
    expect(type?.label).toMatch(/^[A-Z][a-z ]+$/);
    expect(type?.description).toMatch(/\.$/);
  });

  test("has sample data that travels as JSON", () => {
    expect(JSON.parse(JSON.stringify(type?.sample))).toEqual(type?.sample);
    expect(Object.keys(type?.sample ?? {})).toContain(type?.group === "Campaign" ? "campaign" : "contact");
  });

  test("causes a status only when another sender may report it, and its sample shows the status", () => {
    if (type?.causes === undefined) return;
    expect(type.fromOutside).toBe(true);
    expect(contactStatuses).toContain(type.causes.status);
    expect(type.causes.unless?.(type.sample) ?? false).toBe(false);
    expect(type.sample.contact).toMatchObject({ status: type.causes.status });
  });

  test("can't be taken by a sender's own event", () => expect(isCustomEventName(name)).toBe(false));
});

test("labels and other products' names are unique", () => {
  const names = eventNames().flatMap((name) => {
    const { label, alsoKnownAs } = findEventType(name) ?? {};
    return alsoKnownAs === undefined ? [label] : [label, alsoKnownAs];
  });
  expect(new Set(names).size).toBe(names.length);
});

test("other products' three automation events are found under their names", () => {
  expect(eventTypes["contact.subscribed"].alsoKnownAs).toBe("Contact Subscribed (Confirmed)");
  expect(eventTypes["contact.pending"].alsoKnownAs).toBe("Contact Subscribed (Pending)");
  expect(eventTypes["contact.unsubscribed"].alsoKnownAs).toBe("Contact Unsubscribed");
});

test("a sender's own event is named in dotted lower case of at most 64 characters, outside our groups", () => {
  for (const name of ["order.placed", "signed_up", "shop.order.line_2.shipped", "a".repeat(64)])
    expect(isCustomEventName(name), name).toBe(true);
  for (const name of [
    "",
    "Order.placed",
    "order placed",
    "order..placed",
    ".order",
    "order.",
    "2nd",
    "__proto__",
    "bestellung.ü",
    "a".repeat(65),
    "email.forwarded",
    "contact",
    "segment.renamed",
  ])
    expect(isCustomEventName(name), name).toBe(false);
  expect(customNameRule).toContain("contact., email.,");
});

test("names of the object prototype are no events", () => {
  for (const name of ["toString", "constructor", "hasOwnProperty"]) {
    expect(isEventName(name)).toBe(false);
    expect(findEventType(name)).toBeUndefined();
    expect(eventLabel(name)).toBe(name);
  }
});

test("behaviour is counted, what the contact's properties tell is not", () => {
  for (const name of ["email.opened", "journey.entered", "order.placed"]) expect(isCountable(name)).toBe(true);
  for (const name of ["contact.created", "segment.entered", "campaign.sent", "email.forwarded"])
    expect(isCountable(name)).toBe(false);
});

test("a bounce counts as hard unless its sender calls it soft", () => {
  for (const bounceType of ["soft", "Transient", "temporary failure"]) expect(isSoftBounce({ bounceType })).toBe(true);
  for (const data of [{}, { bounceType: "hard" }, { bounceType: "Permanent" }, { bounceType: 1 }])
    expect(isSoftBounce(data)).toBe(false);
});
