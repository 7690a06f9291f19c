import { expect, test } from "vitest";
import { eventStory } from "./event-story";

test("an update tells each changed value before and after, the address among them", () => {
  const story = eventStory({
    contact: { email: "new@example.com", status: "subscribed", fields: { city: "Rome", age: 41 } },
    changed: ["email", "city", "plan"],
    previous: { email: "old@example.com", city: null, plan: "Pro" },
  });
  expect(story.changes).toEqual([
    { key: "email", before: "old@example.com", after: "new@example.com" },
    { key: "city", before: undefined, after: "Rome" },
    { key: "plan", before: "Pro", after: undefined },
  ]);
});

test("a change of status tells both, a tag and a group their names", () => {
  expect(eventStory({ contact: { status: "subscribed" }, previousStatus: "unconfirmed" }).status).toEqual({
    from: "unconfirmed",
    to: "subscribed",
  });
  expect(eventStory({ tag: { id: "1", name: "vip" } }).name).toBe("vip");
  expect(eventStory({ group: { id: "1", name: null } }).name).toBeNull();
});

test("a mail's event tells its campaign, unless an e-mail service named one that is none of ours", () => {
  const campaign = { id: "cmp_01m7yfsfnresvbejjw4mcafqmz", name: "Spring letter" };
  expect(eventStory({ campaign: { ...campaign, subject: "Hello" } }).campaign).toEqual(campaign);
  expect(eventStory({ campaign: { id: "spring", name: "Spring letter" } }).campaign).toBeNull();
  expect(eventStory({ campaign: "spring" }).campaign).toBeNull();
});

test("data of an unknown shape tells nothing instead of failing", () => {
  expect(eventStory({ contact: 1, changed: "x", previous: [], tag: {} })).toEqual({
    changes: [],
    name: null,
    campaign: null,
    status: null,
  });
});
