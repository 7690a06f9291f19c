import type { z } from "zod";
import type { Field } from "@/lib/audiences/fields/contract";
import { type ContactDetail, createContactContract, settableStatuses } from "@/lib/contacts/contract";
import { normaliseEmail } from "@/lib/mapping/email";
import { type FieldValue, parseFieldValue } from "@/lib/mapping/field-types";

export type SettableStatus = (typeof settableStatuses)[number];

export const isSettable = (status: string): status is SettableStatus => settableStatuses.some((one) => one === status);

/** A stored or typed value; anything else (a value of a removed shape) counts as blank. */
export const fieldValueOf = (value: unknown): FieldValue | null =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;

export type ContactValues = z.output<typeof createContactContract.body>;

/** What the form starts with: everything blank, or `contact` as it is. */
export function contactValues(
  fields: readonly Field[],
  status: SettableStatus,
  contact?: ContactDetail,
): ContactValues {
  const held = contact?.fields ?? {};
  return {
    email: contact?.email ?? "",
    fields: Object.fromEntries(fields.map(({ key }) => [key, fieldValueOf(held[key])])),
    tags: [...(contact?.tags ?? [])],
    groupIds: (contact?.groups ?? []).map((group) => group.id),
    status: contact === undefined ? status : isSettable(contact.status) ? contact.status : undefined,
  };
}

/**
 * The request's own schema with the audience's fields: all wrong and missing ones are told at once. Of an existing contact only what
 * changes is looked at, since it may hold options that are gone by now.
 */
export function contactSchemaOf(fields: readonly Field[], contact?: ContactDetail) {
  return createContactContract.body.superRefine((values, ctx) => {
    const refuse = (path: string[], message: string) => ctx.addIssue({ code: "custom", path, message });
    if (values.email !== "" && !normaliseEmail(values.email).ok)
      refuse(["email"], "Enter a valid email address, like jane@example.com.");
    for (const field of fields) {
      const raw = values.fields[field.key];
      const held = contact?.fields[field.key];
      if (contact !== undefined && fieldValueOf(raw) === fieldValueOf(held)) continue;
      const parsed = parseFieldValue(field, raw);
      if (!parsed.ok) refuse(["fields", field.key], parsed.message);
      else if (parsed.value === null && field.required && lacks(field, contact))
        refuse(["fields", field.key], `${field.label} is required.`);
    }
  });
}

const lacks = (field: Field, contact: ContactDetail | undefined): boolean =>
  contact === undefined ? field.default === null : contact.fields[field.key] !== undefined;

/** The fields somebody filled in, for a new contact: blank ones are left to their defaults. */
export const filledFields = (values: ContactValues): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values.fields).filter(([, value]) => value !== null && value !== ""));

/** Only what differs from the contact, for the request; null when nothing does. Tags and groups go as a whole. */
export function changesOf(contact: ContactDetail, values: ContactValues, fields: readonly Field[]) {
  const changes: Partial<ContactValues> = {};
  if (values.email.trim() !== contact.email) changes.email = values.email;
  const changedFields = Object.fromEntries(
    fields.flatMap((field) => {
      const parsed = parseFieldValue(field, values.fields[field.key]);
      const before = fieldValueOf(contact.fields[field.key]);
      return parsed.ok && parsed.value !== before ? [[field.key, parsed.value]] : [];
    }),
  );
  if (Object.keys(changedFields).length > 0) changes.fields = changedFields;
  if (!sameSet(values.tags, contact.tags)) changes.tags = values.tags;
  const groupIds = contact.groups.map((group) => group.id);
  if (!sameSet(values.groupIds, groupIds)) changes.groupIds = values.groupIds;
  if (values.status !== undefined && values.status !== contact.status) changes.status = values.status;
  return Object.keys(changes).length === 0 ? null : changes;
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));
