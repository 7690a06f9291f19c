import type { AudienceConfig } from "../audiences/config";
import { type ChangeSource, type ContactChange, change, type Outcome } from "../contacts/change";
import { type Interpreted, interpret } from "./interpret-audience";
import type { Entries } from "./parse-body";

/** One way in. Adding a kind of inbound webhook is adding an entry to `inboundKinds`. */
export interface InboundKind {
  /** Paths below this are its door: `{prefix}{secret}/{mode}`. */
  prefix: string;
  methods: readonly string[];
  modes: Record<string, Mode>;
  interpret(entries: Entries, audience: AudienceConfig): Interpreted;
  /** The change that a valid request asks for. */
  change(
    read: Interpreted,
    email: string,
    mode: Mode,
    audience: AudienceConfig,
    source: ChangeSource,
    at: Date,
  ): ContactChange;
  answers: Record<Outcome, { status: 200 | 400 | 404 | 409; message: string }>;
}

interface Mode {
  name: "addOnly" | "addAndUpdate";
  label: string;
  intent: "add" | "upsert";
}

const audience: InboundKind = {
  prefix: "/v1/audience-webhooks/",
  methods: ["POST"],
  modes: {
    "1": { name: "addOnly", label: "Add only", intent: "add" },
    "2": { name: "addAndUpdate", label: "Add and update", intent: "upsert" },
  },
  interpret,
  change: (read, email, mode, config, source, at) =>
    change({
      audience: config,
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
};

export const inboundKinds = { audience } as const satisfies Record<string, InboundKind>;
export type InboundKindName = keyof typeof inboundKinds;

export const isInboundKind = (name: string): name is InboundKindName => Object.hasOwn(inboundKinds, name);

/** The door that a path leads to, with the secret and mode in it; null when it is no door. */
export function findDoor(path: string): { kind: InboundKind; secret: string; mode: string } | null {
  for (const kind of Object.values(inboundKinds)) {
    if (!path.startsWith(kind.prefix)) continue;
    const [secret, mode, ...more] = path.slice(kind.prefix.length).split("/");
    if (more.length > 0) return { kind, secret: "", mode: "" };
    return { kind, secret: secret ?? "", mode: mode ?? "" };
  }
  return null;
}
