import { change } from "../../contacts/change";
import { interpret } from "../interpret-audience";
import type { InboundKind } from "./kind";

/** An audience's own webhook: its two URLs differ in their mode alone. */
export const audienceKind = {
  prefix: "/v1/audience-webhooks/",
  methods: ["POST"],
  modes: {
    "1": { name: "addOnly", label: "Add only", intent: "add" },
    "2": { name: "addAndUpdate", label: "Add and update", intent: "upsert" },
  },
  interpret,
  change: ({ read, email, mode, audience, source, at }) =>
    change({
      audience,
      target: { email },
      intent: mode.intent,
      fields: read.fields,
      addTags: read.tags,
      addGroupIds: read.groupIds,
      consent: { kind: "sign_up", skipDoubleOptIn: read.skipDoubleOptIn },
      requireFields: true,
      source,
      at,
    }),
  everywhere: () => false,
  joinsMessages: true,
  namesIgnored: true,
  answers: {
    created: { status: 200, message: "The contact was added." },
    updated: { status: 200, message: "The contact was updated." },
    unchanged: { status: 200, message: "The contact is already like this; nothing was changed." },
    status_kept: { status: 200, message: "The contact's data was taken; its status stays as it was." },
    deleted: { status: 200, message: "The contact was deleted." },
    exists: {
      status: 409,
      message: "This contact already exists. This URL only adds new contacts; use the one that ends in /2 to update.",
    },
    not_found: { status: 404, message: "We were unable to find the contact." },
    fields_missing: { status: 400, message: "A required field is missing." },
    address_taken: { status: 409, message: "Another contact has this address." },
  },
} as const satisfies InboundKind;
