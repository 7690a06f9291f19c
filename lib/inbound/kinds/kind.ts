import type { HookScope, ResubscribeRule } from "@/db/enums";
import type { AudienceConfig } from "../../audiences/config";
import type { ChangeSource, ContactChange, Outcome } from "../../contacts/change";
import type { Interpreted } from "../interpret";
import type { Entries } from "../parse-body";
import type { MappingLine } from "../workspace-webhooks/mapping";

/** What a kind may read of the webhook that a request came to. */
export interface HookSettings {
  /** Names of the tags that every contact gets. */
  tags: string[];
  resubscribe: ResubscribeRule;
  scope: HookScope;
  /** Where values lie in a foreign payload; null reads keys by their names. */
  mapping: MappingLine[] | null;
}

/** A valid request, with everything that its change is made of. */
export interface Asked {
  read: Interpreted;
  /** Normalised. */
  email: string;
  mode: Mode;
  audience: AudienceConfig;
  hook: HookSettings;
  source: ChangeSource;
  at: Date;
}

export interface Mode {
  name: string;
  label: string;
  intent: ContactChange["intent"];
}

/** One way in. Adding a kind of inbound webhook is adding an entry to `inboundKinds`. */
export interface InboundKind {
  /** Paths below this are its door: `{prefix}{secret}` or `{prefix}{secret}/{mode}`. Kinds may share one. */
  prefix: string;
  /** What its door takes; a webhook may take less. */
  methods: readonly string[];
  /** By what follows the secret in the path; the empty text for nothing. */
  modes: Record<string, Mode>;
  interpret(entries: Entries, audience: AudienceConfig, hook: HookSettings): Interpreted;
  /** The change that a valid request asks for in the webhook's own audience. */
  change(asked: Asked): ContactChange;
  /** Whether the change is made in every audience of the workspace that has the address. */
  everywhere(hook: HookSettings): boolean;
  answers: Record<Outcome, { status: 200 | 400 | 404 | 409; message: string }>;
  /** Whether a refusal's message says everything that is wrong, or of a wrong address that alone; `issues` always has all. */
  joinsMessages: boolean;
  /** Whether the answer names the keys that meant nothing; the ledger always does. */
  namesIgnored: boolean;
}
