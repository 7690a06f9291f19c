import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ContactStatus, contactStatuses, type ResubscribeRule } from "@/db/enums";
import { type Consent, decideConsent } from "./consent";

const signUp = (skipDoubleOptIn = false): Consent => ({ kind: "sign_up", skipDoubleOptIn });

describe("signing up", () => {
  test("a new contact becomes Pending with double opt-in, Active without", () => {
    expect(decideConsent(signUp(), null, true, null)).toMatchObject({
      status: "unconfirmed",
      events: ["contact.pending"],
    });
    expect(decideConsent(signUp(), null, false, null)).toMatchObject({
      status: "subscribed",
      events: ["contact.subscribed"],
    });
  });

  test("SkipDoubleOptIn makes a new contact and a Pending one Active", () => {
    expect(decideConsent(signUp(true), null, true, null).status).toBe("subscribed");
    expect(decideConsent(signUp(true), "unconfirmed", true, null)).toMatchObject({
      status: "subscribed",
      events: ["contact.subscribed"],
    });
  });

  test("a Pending contact that signs up again stays Pending and asks for its mail again", () => {
    expect(decideConsent(signUp(), "unconfirmed", true, null)).toEqual({
      status: "unconfirmed",
      events: ["contact.confirmation_requested"],
      kept: false,
    });
    expect(decideConsent(signUp(), "unconfirmed", false, null).events).toEqual([]);
  });

  test("an Active contact is never downgraded, and nothing happens", () => {
    for (const doubleOptIn of [true, false])
      for (const skip of [true, false])
        expect(decideConsent(signUp(skip), "subscribed", doubleOptIn, null)).toEqual({
          status: "subscribed",
          events: [],
          kept: false,
        });
  });

  test("unsubscribed, bounced and complained stay, with SkipDoubleOptIn too", () => {
    for (const status of ["unsubscribed", "bounced", "complained"] as const)
      for (const skip of [true, false])
        expect(decideConsent(signUp(skip), status, true, null)).toEqual({ status, events: [], kept: true });
  });

  test("an address that was deleted after it bounced or complained comes back with that status", () => {
    expect(decideConsent(signUp(true), null, false, "complained")).toEqual({
      status: "complained",
      events: [],
      kept: true,
    });
  });
});

test("confirming lifts Pending to Active with both events, and nothing else", () => {
  expect(decideConsent({ kind: "confirm" }, "unconfirmed", true, null)).toEqual({
    status: "subscribed",
    events: ["contact.confirmed", "contact.subscribed"],
    kept: false,
  });
  for (const status of ["subscribed", "unsubscribed", "bounced", "complained"] as const)
    expect(decideConsent({ kind: "confirm" }, status, true, null)).toMatchObject({ status, events: [] });
});

test("nothing lifts bounced or complained, and an unchanged status has no status event", () => {
  const consents = fc.oneof(
    fc.constant<Consent>({ kind: "keep" }),
    fc.constant<Consent>({ kind: "confirm" }),
    fc.boolean().map(signUp),
    fc.constantFrom(...contactStatuses).map((status): Consent => ({ kind: "set", status })),
  );
  fc.assert(
    fc.property(
      consents,
      fc.constantFrom<(ContactStatus | null)[]>(null, ...contactStatuses),
      fc.boolean(),
      (consent, from, doubleOptIn) => {
        const decision = decideConsent(consent, from, doubleOptIn, null);
        if (from === "bounced" || from === "complained") expect(decision.status).toBe(from);
        if (decision.status === from)
          expect(decision.events.filter((type) => type !== "contact.confirmation_requested")).toEqual([]);
      },
    ),
  );
});

describe("the type of a workspace webhook", () => {
  const type = (
    status: "subscribed" | "unconfirmed" | "unsubscribed",
    resubscribe: ResubscribeRule = "subscribe",
  ): Consent => ({ kind: "webhook", status, resubscribe });

  test.each([
    // type, status before, status after, events
    ["subscribed", null, "subscribed", ["contact.subscribed"]],
    ["subscribed", "subscribed", "subscribed", []],
    ["subscribed", "unconfirmed", "subscribed", ["contact.subscribed"]],
    ["subscribed", "unsubscribed", "subscribed", ["contact.subscribed"]],
    ["unconfirmed", null, "unconfirmed", ["contact.pending"]],
    ["unconfirmed", "unconfirmed", "unconfirmed", ["contact.pending"]],
    ["unconfirmed", "subscribed", "unconfirmed", ["contact.pending"]],
    ["unconfirmed", "unsubscribed", "unconfirmed", ["contact.pending"]],
    ["unsubscribed", "subscribed", "unsubscribed", ["contact.unsubscribed"]],
    ["unsubscribed", "unconfirmed", "unsubscribed", ["contact.unsubscribed"]],
    ["unsubscribed", "unsubscribed", "unsubscribed", []],
  ] as const)("%s on %s makes %s and says %j, whatever double opt-in says", (status, from, after, events) => {
    for (const doubleOptIn of [true, false])
      expect(decideConsent(type(status), from, doubleOptIn, null)).toEqual({ status: after, events, kept: false });
  });

  test("“never” leaves who has unsubscribed alone", () => {
    for (const status of ["subscribed", "unconfirmed"] as const)
      expect(decideConsent(type(status, "never"), "unsubscribed", true, null)).toEqual({
        status: "unsubscribed",
        events: [],
        kept: true,
      });
  });

  test("“ask” makes who has unsubscribed Pending and asks them, every time until they confirm", () => {
    const asked = ["contact.pending", "contact.reconfirmation_requested"];
    for (const status of ["subscribed", "unconfirmed"] as const)
      expect(decideConsent(type(status, "ask"), "unsubscribed", false, null, true)).toEqual({
        status: "unconfirmed",
        events: asked,
        kept: false,
      });
    expect(decideConsent(type("subscribed", "ask"), "unconfirmed", false, null, true)).toEqual({
      status: "unconfirmed",
      events: ["contact.reconfirmation_requested"],
      kept: true,
    });
    expect(decideConsent(type("unconfirmed", "ask"), "unconfirmed", false, null, true).events).toEqual(asked);
    expect(decideConsent(type("subscribed", "ask"), "unconfirmed", false, null, false).status).toBe("subscribed");
  });

  test("bounced and complained stay at every type, and after a deletion", () => {
    for (const status of ["subscribed", "unconfirmed", "unsubscribed"] as const)
      for (const from of ["bounced", "complained"] as const) {
        const kept = { status: from, events: [], kept: true };
        expect(decideConsent(type(status), from, false, null)).toEqual(kept);
        expect(decideConsent(type(status), null, false, from)).toEqual(kept);
      }
  });
});
