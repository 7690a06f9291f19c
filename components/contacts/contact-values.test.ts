import { expect, test } from "vitest";
import type { Field } from "@/lib/audiences/fields/contract";
import type { ContactDetail } from "@/lib/contacts/contract";
import { changesOf, contactSchemaOf, contactValues, filledFields } from "./contact-values";

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  label: key,
  type: "text",
  options: [],
  required: false,
  default: null,
  private: false,
  position: 0,
  createdAt: "2026-01-01T00:00:00.000Z",
  ...more,
});

const fields = [
  field("city", { required: true }),
  field("age", { type: "number" }),
  field("plan", { type: "choice", options: ["Free", "Pro"], required: true, default: "Free" }),
];

const contact: ContactDetail = {
  id: "con_1",
  email: "jane@example.com",
  status: "subscribed",
  fields: { city: "Berlin", age: 41, plan: "Gold" },
  tags: ["a", "b"],
  groups: [{ id: "grp_01h455vb4pex5vsknk084sn02q", name: "One" }],
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  source: "user",
  sourceId: null,
  signupIp: null,
  confirmedAt: null,
  unsubscribedAt: null,
};

const wrongPaths = (values: unknown, of?: ContactDetail) =>
  (contactSchemaOf(fields, of).safeParse(values).error?.issues ?? []).map((issue) => issue.path.join("."));

test("a new contact is told every missing and wrong value at once, and what has a default may stay blank", () => {
  const values = contactValues(fields, "subscribed");
  expect(wrongPaths({ ...values, email: "jane", fields: { ...values.fields, age: "old" } })).toEqual([
    "email",
    "fields.city",
    "fields.age",
  ]);
});

test("a new contact sends no blank field, so that defaults apply", () => {
  const values = contactValues(fields, "subscribed");
  expect(filledFields({ ...values, fields: { ...values.fields, city: "Rome", age: "" } })).toEqual({ city: "Rome" });
});

test("a contact may keep an option that is gone, but not take one, nor lose a required value", () => {
  const values = contactValues(fields, "subscribed", contact);
  expect(wrongPaths(values, contact)).toEqual([]);
  expect(wrongPaths({ ...values, fields: { ...values.fields, plan: "Silver", city: "" } }, contact)).toEqual([
    "fields.city",
    "fields.plan",
  ]);
});

test("only what differs is sent", () => {
  const values = contactValues(fields, "subscribed", contact);
  expect(changesOf(contact, values, fields)).toBeNull();
  expect(
    changesOf(contact, { ...values, tags: ["b", "a"], fields: { ...values.fields, age: "41" } }, fields),
  ).toBeNull();
  expect(
    changesOf(
      contact,
      { ...values, tags: ["b"], status: "unsubscribed", fields: { ...values.fields, age: "", city: "Rome" } },
      fields,
    ),
  ).toEqual({ fields: { city: "Rome", age: null }, tags: ["b"], status: "unsubscribed" });
});
