import { type ContactChange, change } from "../../contacts/change";
import type { Consent } from "../../contacts/consent";
import { type FieldReading, interpretForeign } from "../interpret-foreign";
import type { WorkspaceWebhookTypeName } from "../workspace-webhooks/types";
import type { HookSettings, InboundKind } from "./kind";

const done = { status: 200, message: "Acknowledged. The webhook has been processed." } as const;

/** What the types of workspace webhooks have in common: one door, one way to read, one set of answers. */
function workspaceKind(type: {
  intent: ContactChange["intent"];
  fields: FieldReading;
  tags: boolean;
  consent: (hook: HookSettings) => Consent;
  everywhere?: (hook: HookSettings) => boolean;
}): InboundKind {
  return {
    prefix: "/v1/inbound-webhooks/",
    methods: ["GET", "POST"],
    modes: { "": { name: "", label: "", intent: type.intent } },
    interpret: (entries, audience, hook) => interpretForeign(entries, audience, hook.mapping, type.fields),
    change: ({ read, email, audience, hook, source, at }) =>
      change({
        audience,
        target: { email },
        intent: type.intent,
        fields: read.fields,
        addTags: type.tags ? [...hook.tags, ...read.tags] : [],
        consent: type.consent(hook),
        source,
        at,
      }),
    everywhere: type.everywhere ?? (() => false),
    // The messages are documented word for word.
    joinsMessages: false,
    namesIgnored: false,
    answers: {
      created: done,
      updated: done,
      unchanged: done,
      status_kept: done,
      deleted: done,
      not_found: { status: 404, message: "We were unable to find the contact." },
      exists: { status: 409, message: "This contact already exists." },
      fields_missing: { status: 400, message: "A required field is missing." },
      address_taken: { status: 409, message: "Another contact has this address." },
    },
  };
}

const become = (status: "subscribed" | "unconfirmed" | "unsubscribed") => (hook: HookSettings) =>
  ({ kind: "webhook", status, resubscribe: hook.resubscribe }) as const;

/** The four types; what they mean to people is in `workspaceWebhookTypes`. */
export const workspaceKinds: Record<WorkspaceWebhookTypeName, InboundKind> = {
  SUBSCRIBED: workspaceKind({ intent: "upsert", fields: "strict", tags: true, consent: become("subscribed") }),
  UNCONFIRMED: workspaceKind({ intent: "upsert", fields: "strict", tags: true, consent: become("unconfirmed") }),
  // Somebody who wants to leave is not held back by a malformed phone number.
  UNSUBSCRIBED: workspaceKind({ intent: "update", fields: "lenient", tags: false, consent: become("unsubscribed") }),
  DELETE: workspaceKind({
    intent: "delete",
    fields: "none",
    tags: false,
    consent: () => ({ kind: "keep" }),
    everywhere: (hook) => hook.scope === "workspace",
  }),
};
