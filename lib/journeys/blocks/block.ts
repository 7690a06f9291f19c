import type { z } from "zod";
import type { Rules } from "@/lib/segments/rules";
import type { Scope } from "@/lib/variables/scope";
import type { Reader } from "@/lib/variables/uses";

/** An output of a block: an edge begins here. An unconnected one ends the run. */
export interface Port {
  name: string;
  label: string;
}

/** What a block waits for; whatever comes first wakes it. */
export interface Waiting {
  until: Date | null;
  /** An event of the contact by this name. */
  event?: string;
  /** The end of the delivery that this step asks for. */
  delivery?: true;
}

/** Why a waiting block is called again. */
export type Woken =
  | { by: "time" }
  | { by: "event"; event: { id: string; type: string; occurredAt: string; data: Record<string, unknown> } }
  | { by: "delivery"; succeeded: boolean; status: number | null; body: string | null; error: string | null };

/** What has to happen in the world. Applied with the run's progress in one transaction, or not at all. */
export type Effect =
  | {
      kind: "contact";
      fields?: Record<string, unknown>;
      addTags?: string[];
      removeTags?: string[];
      joinGroups?: string[];
      leaveGroups?: string[];
      status?: "subscribed" | "unsubscribed";
    }
  | {
      kind: "mail";
      subject: string;
      html: string;
      previewText: string;
      fromName: string;
      fromEmail: string;
      replyTo: string | null;
    }
  /** The request of this Webhook block, through the delivery engine. */
  | { kind: "delivery" }
  | { kind: "variables"; values: Record<string, unknown> };

/** What the engine has to find out before the block can decide; answered for hundreds of runs at once. */
export interface Question {
  kind: "rules";
  rules: Rules;
}

/** A run as a block sees it. Pure data: the same turn gives the same outcome. */
export interface Turn<Config> {
  config: Config;
  /** What paths and templates are looked up in: `contact`, `event`, `journey`, `run`, `vars`, `now`. */
  scope: Scope;
  now: Date;
  /** The zone of the contact, or else the workspace's (IANA). */
  timeZone: string;
  /** 0 ≤ x < 1, always the same for this run and visit. */
  chance: number;
  /** Null when the run comes in, otherwise why it goes on. */
  woken: Woken | null;
  /** Until when it was to wait here; null when the run comes in, and when it waits without an end. */
  waitingUntil: Date | null;
  /** The answer to the block's question; undefined when it asked none. */
  answer: boolean | undefined;
}

/** What a block decides, with one sentence for the trace that says why. */
export type Outcome =
  /** `fails`: where nothing is connected to the port, the run has not come to its end but failed here, and can be retried. */
  | { kind: "go"; port: string; reason: string; effects?: Effect[]; fails?: true }
  | { kind: "wait"; for: Waiting; reason: string; effects?: Effect[] }
  | { kind: "end"; reason: string; effects?: Effect[] }
  /** This run alone has failed here; it can be retried from this block. */
  | { kind: "fail"; reason: string };

/** What a block names that may be deleted meanwhile: checked when it is published. */
export interface Reference {
  kind: "segment" | "field" | "group" | "inbound";
  /** The id, key or name. */
  name: string;
}

/** A place in a block's settings that is kept encrypted beside the graph. */
export interface SecretSlot {
  name: string;
  value: string;
  /** The settings with another text in its place. */
  replace(value: string): Record<string, unknown>;
}

export type BlockGroup = "Start" | "Timing" | "Decisions" | "Contact" | "Messages" | "Exits";

/**
 * A kind of block: one file in this folder and one line in the registry. Browser-safe, because the builder reads it too. Nothing in it
 * does anything: `step` decides, the engine acts.
 */
export interface Block<Config = unknown> {
  type: string;
  label: string;
  group: BlockGroup;
  /** One sentence: what it does to somebody who comes here. */
  description: string;
  /** A lucide icon's name in kebab-case. */
  icon: string;
  config: z.ZodType<Config>;
  /** What a new block starts with; may be incomplete. */
  initial: Record<string, unknown>;
  /** Reads any draft, however unfinished: outputs are drawn while it is written. */
  ports(config: Record<string, unknown>): Port[];
  /** The line under its name on the canvas. */
  summary(config: Config): string;
  references?(config: Config): Reference[];
  /** What it looks up in a run's scope: publishing refuses data fields that are not there, unless a template provides for that. */
  reads?(config: Config): readonly Reader[];
  /** Where somebody may type a secret, by a name that stays when rows move. Reads any draft, however unfinished. */
  secrets?(config: Record<string, unknown>): SecretSlot[];
  /** The URLs that it sends to, templates and all: publishing refuses those that may not be reached. */
  urls?(config: Config): string[];
  question?(config: Config): Question | null;
  /** True when nobody can come through in no time: what a loop must hold. Reads any draft, however unfinished. */
  takesTime?(config: Record<string, unknown>): boolean;
  /** Somebody comes in here: it has no input. */
  starts?: true;
  step(turn: Turn<Config>): Outcome;
}

/** Keeps a block's own config type inside, where the registry holds blocks of all kinds. */
export function block<Config>(spec: Block<Config>): Block {
  // A published block's settings never change, and thousands come through: they are read once.
  const read = new WeakMap<object, Config>();
  const parse = (config: unknown): Config => {
    if (typeof config !== "object" || config === null) return spec.config.parse(config);
    const known = read.get(config);
    if (known !== undefined) return known;
    const parsed = spec.config.parse(config);
    read.set(config, parsed);
    return parsed;
  };
  return {
    ...spec,
    summary: (config) => spec.summary(parse(config)),
    references: (config) => spec.references?.(parse(config)) ?? [],
    reads: (config) => spec.reads?.(parse(config)) ?? [],
    urls: (config) => spec.urls?.(parse(config)) ?? [],
    question: (config) => spec.question?.(parse(config)) ?? null,
    step: (turn) => spec.step({ ...turn, config: parse(turn.config) }),
  };
}
