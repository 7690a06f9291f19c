import { expect, test } from "vitest";
import { eventNames } from "../events/catalogue";
import { isSubscribable, refusalOfEvent, subscribableEvents } from "./subscribable";

const names = (home: "campaign" | "workspace") =>
  subscribableEvents(home).flatMap(({ events }) => events.map(({ name }) => name));

test("a workspace's webhook is offered every event of the catalogue that is not internal, once", () => {
  expect(names("workspace").sort()).toEqual(eventNames(({ internal }) => internal !== true).sort());
});

test("a campaign's is offered e-mail and campaign events", () => {
  expect(subscribableEvents("campaign").map(({ group }) => group)).toEqual(["Email", "Campaign"]);
});

test.each(["campaign", "workspace"] as const)(
  "what a %s's webhook is offered can be saved, with words and a sample",
  (home) => {
    for (const { events } of subscribableEvents(home))
      for (const { name, label, description, sample } of events) {
        expect(isSubscribable(home, name)).toBe(true);
        expect([label, description].every((words) => words !== "")).toBe(true);
        expect(Object.keys(sample)).not.toHaveLength(0);
      }
  },
);

test.each([
  ["campaign", "contact.created", /no event of a campaign/],
  ["campaign", "order.placed", /no event of a campaign/],
  ["campaign", "email.invented", /no event that we know/],
  ["workspace", "email.invented", /no event that we know/],
  ["workspace", "contact.confirmation_requested", /no event that we know/],
  ["workspace", "Order Placed", /lower case/],
] as const)("a %s's webhook can't have %s, and its owner learns why", (home, name, reason) => {
  expect(isSubscribable(home, name)).toBe(false);
  expect(refusalOfEvent(home, name)).toMatch(reason);
});

test("a workspace's can have a sender's own event", () => {
  expect(isSubscribable("workspace", "order.placed")).toBe(true);
});
