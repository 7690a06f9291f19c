import { z } from "zod";
import { contactStatuses } from "@/db/enums";
import { tagNameSchema } from "../audiences/tags/contract";
import { contract, idSchema, instantSchema, noContent } from "../http/contract";
import { page, pageQuery } from "../pagination";

/** The statuses' names in the interface. */
export const statusLabels: Record<(typeof contactStatuses)[number], string> = {
  subscribed: "Active",
  unconfirmed: "Pending",
  unsubscribed: "Unsubscribed",
  bounced: "Bounced",
  complained: "Complained",
};

const status = z.enum(contactStatuses);
/** What a member may set by hand: a mailbox that refused us is not ours to revive. */
export const settableStatuses = ["subscribed", "unconfirmed", "unsubscribed"] as const;

export const contactSchema = z.object({
  id: z.string(),
  email: z.string(),
  status,
  fields: z.record(z.string(), z.unknown()),
  tags: z.array(z.string()),
  groups: z.array(z.object({ id: z.string(), name: z.string() })),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Contact = z.output<typeof contactSchema>;

export const contactDetailSchema = contactSchema.extend({
  source: z.string(),
  sourceId: z.string().nullable(),
  signupIp: z.string().nullable(),
  confirmedAt: instantSchema.nullable(),
  unsubscribedAt: instantSchema.nullable(),
});
export type ContactDetail = z.output<typeof contactDetailSchema>;

export const inAudience = z.object({ audienceId: idSchema("audience") });
const oneContact = inAudience.extend({ contactId: idSchema("contact") });

export const tagNamesSchema = z.array(tagNameSchema).max(100);
export const groupIdsSchema = z.array(idSchema("group")).max(100);
const fieldValues = z.record(z.string().max(100), z.unknown());

export const listContactsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/contacts",
  summary: "List contacts, newest first",
  params: inAudience,
  query: pageQuery.extend({
    email: z.string().max(320).optional(),
    status: status.optional(),
    tag: z.string().max(100).optional(),
    group: z.string().max(100).optional(),
    segment: z.string().max(100).optional(),
    search: z.string().max(200).optional(),
  }),
  answer: page(contactSchema),
});

export const findContactsContract = contract({
  method: "GET",
  path: "/contacts",
  summary: "Find the contacts with an address, one for each audience that has it",
  query: z.object({ email: z.string().max(1_000) }),
  answer: z.object({
    items: z.array(
      z.object({
        id: idSchema("contact"),
        email: z.string(),
        status,
        audience: z.object({ id: idSchema("audience"), name: z.string() }),
      }),
    ),
  }),
});

export const createContactContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/contacts",
  summary: "Add a contact",
  params: inAudience,
  body: z.strictObject({
    email: z.string().min(1, "An email address is needed."),
    fields: fieldValues.default({}),
    status: z.enum(settableStatuses).optional(),
    tags: tagNamesSchema.default([]),
    groupIds: groupIdsSchema.default([]),
  }),
  answer: contactDetailSchema,
  status: 201,
});

export const getContactContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/contacts/{contactId}",
  summary: "Get a contact",
  params: oneContact,
  answer: contactDetailSchema,
});

export const updateContactContract = contract({
  method: "PATCH",
  path: "/audiences/{audienceId}/contacts/{contactId}",
  summary: "Change a contact; tags and groups are replaced when given",
  params: oneContact,
  body: z.strictObject({
    email: z.string().min(1).optional(),
    fields: fieldValues.optional(),
    status: z.enum(settableStatuses).optional(),
    tags: tagNamesSchema.optional(),
    groupIds: groupIdsSchema.optional(),
  }),
  answer: contactDetailSchema,
});

export const deleteContactContract = contract({
  method: "DELETE",
  path: "/audiences/{audienceId}/contacts/{contactId}",
  summary: "Delete a contact for good",
  params: oneContact,
  answer: noContent,
  status: 204,
});

export const listConsentContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/contacts/{contactId}/consent",
  summary: "List the changes of a contact's status, newest first",
  params: oneContact,
  query: pageQuery,
  answer: page(
    z.object({
      id: z.string(),
      from: status.nullable(),
      to: status,
      source: z.string(),
      sourceId: z.string().nullable(),
      requestId: z.string().nullable(),
      ip: z.string().nullable(),
      userAgent: z.string().nullable(),
      createdAt: instantSchema,
    }),
  ),
});

export const listContactEventsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/contacts/{contactId}/events",
  summary: "List what happened to a contact, newest first",
  params: oneContact,
  query: pageQuery,
  answer: page(
    z.object({
      id: z.string(),
      type: z.string(),
      data: z.record(z.string(), z.unknown()),
      source: z.string(),
      sourceId: z.string().nullable(),
      occurredAt: instantSchema,
    }),
  ),
});
