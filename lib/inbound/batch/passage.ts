import type { AudienceConfig } from "../../audiences/config";
import type { ChangeResult, ContactChange } from "../../contacts/change";
import type { Arrival, DoorAnswer, HookReply } from "../arrival";
import type { Interpreted } from "../interpret";
import type { HookSettings, InboundKind } from "../kinds/kind";
import type { Refusal } from "../refusal";
import type { SignatureSettings } from "../signatures/settings";

/** A hook as a batch found it. Ids are bare UUIDs. */
export interface Hook extends HookReply, HookSettings {
  id: string;
  workspaceId: string;
  audienceId: string;
  kind: InboundKind;
  secretHash: string;
  active: boolean;
  /** A hash of its row and of all that was read beside it. */
  version: string;
  configVersion: number;
  methods: string[];
  ratePerMinute: number | null;
  /** A live journey of its audience may start by its requests. */
  startsJourneys: boolean;
  signature: { settings: SignatureSettings; secret: string } | null;
}

/** A request on its way through the batch. */
export interface Passage {
  arrival: Arrival;
  /** Null when the URL names none: then nothing of the request is kept. */
  hook: Hook | null;
  read: Interpreted | null;
  /** One, or for a kind that reaches everywhere one for each audience; the hook's own audience comes first. */
  changes: ContactChange[];
  refusal: Refusal | null;
  /** The answer of an earlier delivery with the same idempotency key. */
  earlier: { status: number; answer: DoorAnswer } | null;
  /** A passage of this batch with the same idempotency key, whose answer is ours too. */
  twinOf: Passage | null;
  /** One per change. */
  results: ChangeResult[];
}

export const passage = (arrival: Arrival, hook: Hook | null): Passage => ({
  arrival,
  hook,
  read: null,
  changes: [],
  refusal: null,
  earlier: null,
  twinOf: null,
  results: [],
});

/** What a process keeps between batches. Nothing here decides alone: versions are compared whenever something is written. */
export interface BatchMemory {
  /** By the hash of their secrets. Paused ones are not among them. */
  hooks: Map<string, Hook>;
  configs: Map<string, AudienceConfig>;
  /** Refused requests by hook and minute. */
  refused: Map<string, number>;
}

export const newBatchMemory = (): BatchMemory => ({
  hooks: new Map(),
  configs: new Map(),
  refused: new Map(),
});

export const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000);
