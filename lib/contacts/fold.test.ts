import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AudienceConfig } from "../audiences/config";
import type { FieldDefinition } from "../mapping/field-types";
import { matchKey } from "../mapping/match-key";
import { type ContactChange, type ContactState, change } from "./change";
import { fold, type Surroundings } from "./fold";

const field = (key: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  key,
  matchKey: matchKey(key),
  label: key,
  type: "text",
  options: [],
  required: false,
  defaultValue: null,
  private: false,
  ...more,
});

const audienceWith = (...fields: FieldDefinition[]): AudienceConfig => ({
  id: "01890a5d-ac96-774b-bcce-b302099a8057",
  workspaceId: "01890a5d-ac96-774b-bcce-b302099a8058",
  name: "Newsletter",
  doubleOptIn: false,
  version: 1,
  fields,
  fieldByMatchKey: new Map(fields.map((one) => [one.matchKey, one])),
  fieldByKey: new Map(fields.map((one) => [one.key, one])),
  groups: new Map([["01890a5d-ac96-774b-bcce-b302099a8059", "VIP"]]),
});

const alone: Surroundings = {
  suppressed: null,
  addressTaken: false,
  tagOf: (name) => ({ id: `tag-${name}`, name }),
};
const at = new Date("2026-02-03T04:05:06.000Z");
const later = new Date("2026-02-03T05:05:06.000Z");
const source = { type: "webhook" as const, id: "hok_1", requestId: "req_1", ip: "192.0.2.1", userAgent: "test" };

const post = (audience: AudienceConfig, more: Partial<ContactChange> = {}): ContactChange =>
  change({
    audience,
    target: { email: "jane@example.com" },
    intent: "upsert",
    consent: { kind: "sign_up", skipDoubleOptIn: false },
    requireFields: true,
    source,
    at,
    ...more,
  });

const types = (folded: ReturnType<typeof fold>) => folded.events.map((event) => event.type);

/** The state after a change that went through. */
function outcomeOf(state: ContactState | null, applied: ContactChange): ContactState {
  const result = fold(state, applied, alone).after;
  if (result === null) throw new Error("the change was refused");
  return result;
}

describe("a new contact", () => {
  const audience = audienceWith(field("first_name"), field("plan", { defaultValue: "free" }));

  test("is created with its values, the defaults of the rest, and its events in order", () => {
    const folded = fold(null, post(audience, { fields: { first_name: "Jane" }, addTags: ["vip"] }), alone);
    expect(folded.outcome).toBe("created");
    expect(folded.after).toMatchObject({ fields: { first_name: "Jane", plan: "free" }, signupIp: "192.0.2.1" });
    expect(types(folded)).toEqual(["contact.created", "contact.tag_added", "contact.subscribed"]);
    expect(folded.consent).toMatchObject({ from: null, to: "subscribed", source: { ip: "192.0.2.1" } });
  });

  test("is not found by a change that wants an existing one", () => {
    expect(fold(null, post(audience, { intent: "update" }), alone)).toMatchObject({
      outcome: "not_found",
      after: null,
      events: [],
    });
  });
});

describe("an existing contact", () => {
  const audience = audienceWith(field("first_name"), field("last_name"), field("plan", { defaultValue: "free" }));
  const jane = outcomeOf(null, post(audience, { fields: { first_name: "Jane", last_name: "Doe" }, addTags: ["a"] }));

  test("keeps what was not sent", () => {
    const folded = fold(jane, post(audience, { fields: { first_name: "Janet" }, at: later }), alone);
    expect(folded.after).toMatchObject({
      fields: { first_name: "Janet", last_name: "Doe", plan: "free" },
      updatedAt: later,
    });
    expect(folded.events).toMatchObject([
      { type: "contact.updated", data: { changed: ["first_name"], previous: { first_name: "Jane" } } },
    ]);
  });

  test("that gets what it has already is unchanged, to the same object, without an event", () => {
    const folded = fold(jane, post(audience, { fields: { first_name: "Jane" }, addTags: ["a"], at: later }), alone);
    expect(folded).toMatchObject({ outcome: "unchanged", events: [], consent: null });
    expect(folded.after).toBe(jane);
  });

  test("is refused by an add-only change and left as it was", () => {
    const folded = fold(jane, post(audience, { intent: "add", fields: { first_name: "No" } }), alone);
    expect(folded).toMatchObject({ outcome: "exists", after: jane, events: [] });
  });

  test("gets a default only where a field is empty", () => {
    const richer = audienceWith(...audience.fields, field("house", { defaultValue: "none" }));
    const stark = outcomeOf(jane, post(richer, { fields: { house: "Stark" } }));
    expect(outcomeOf(stark, post(richer)).fields.house).toBe("Stark");
    expect(outcomeOf(jane, post(richer)).fields.house).toBe("none");
  });

  test("is deleted with a snapshot in its last event", () => {
    const folded = fold(jane, post(audience, { intent: "delete" }), alone);
    expect(folded).toMatchObject({ outcome: "deleted", before: jane, after: null });
    expect(folded.events).toMatchObject([
      { type: "contact.deleted", data: { contact: { email: "jane@example.com" } } },
    ]);
  });

  test("does not take an address that another contact has", () => {
    const folded = fold(jane, post(audience, { intent: "update", email: "joe@example.com" }), {
      ...alone,
      addressTaken: true,
    });
    expect(folded).toMatchObject({ outcome: "address_taken", after: jane });
  });
});

describe("a required field", () => {
  const lax = audienceWith(field("first_name"), field("age"));
  const strict = audienceWith(
    field("first_name", { required: true }),
    field("age", { required: true, defaultValue: 18 }),
  );

  test("must come with a new contact unless it has a default; the refusal names it", () => {
    const folded = fold(null, post(strict), alone);
    expect(folded).toMatchObject({ outcome: "fields_missing", after: null, events: [] });
    expect(folded.issues).toEqual([{ path: "first_name", message: "first_name (first_name) is required." }]);
    expect(fold(null, post(strict, { fields: { first_name: "J" } }), alone).outcome).toBe("created");
  });

  test("may be missing on an existing contact, but not be blanked", () => {
    const old = outcomeOf(null, post(lax));
    expect(fold(old, post(strict, { addTags: ["x"] }), alone).outcome).toBe("updated");
    const jane = outcomeOf(null, post(lax, { fields: { first_name: "Jane" } }));
    expect(fold(jane, post(strict, { fields: { first_name: null } }), alone).outcome).toBe("fields_missing");
  });

  test("does not bind changes that need the address alone", () => {
    expect(fold(null, post(strict, { requireFields: false }), alone).outcome).toBe("created");
  });
});

test("applying a change twice changes nothing the second time, and only what changed has an event", () => {
  const audience = audienceWith(field("a"), field("b", { defaultValue: "x" }), field("c"));
  const values = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.option(fc.constantFrom("x", "y"), { nil: null }));
  const tags = fc.array(fc.constantFrom("t1", "t2", "t3"), { maxLength: 3 });
  const changes = fc
    .record({ fields: values, addTags: tags, skip: fc.boolean() })
    .map(({ fields, addTags, skip }) =>
      post(audience, { fields, addTags, consent: { kind: "sign_up", skipDoubleOptIn: skip } }),
    );
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 5 }), changes, (history, last) => {
      let state: ContactState | null = null;
      for (const one of history) state = fold(state, one, alone).after;
      const once = fold(state, last, alone);
      const twice = fold(once.after, last, alone);
      expect(twice.outcome).toBe("unchanged");
      expect(twice.events).toEqual([]);
      if (once.outcome === "unchanged") expect(once.events).toEqual([]);
      else expect(once.events.length).toBeGreaterThan(0);
    }),
  );
});
