import type { StepState } from "@/db/enums";
import type { Scope } from "@/lib/variables/scope";
import type { Block, Effect, Outcome, Question, Turn, Woken } from "../blocks/block";
import type { Registry } from "../blocks/registry";
import type { CompiledGraph } from "../graph/compile";

/** A run as the interpreter sees it: where it stands and what woke it. */
export interface Position {
  nodeId: string;
  /** Visits so far; the block it waits in is counted already. */
  visits: number;
  /** Null when it stands before the block; otherwise why it goes on in it. */
  woken: Woken | null;
  waitingUntil: Date | null;
  variables: Readonly<Record<string, unknown>>;
}

/** What it is looked at with. The same world gives the same way. */
export interface World {
  graph: CompiledGraph;
  registry: Registry;
  scope: Scope;
  now: Date;
  timeZone: string;
  /** 0 ≤ x < 1, fixed for a visit of this run. */
  chanceOf(visit: number): number;
  /** What is known about the run's contact: the answer to the question of this block; undefined while nobody has asked. */
  answerOf(nodeId: string): boolean | undefined;
}

/** What the trace shows of a visit. A visit that waits is told of twice: when it begins to wait and when it ends. */
export interface StepRecord {
  number: number;
  nodeId: string;
  state: StepState;
  port: string | null;
  reason: string;
}

/** An effect and the visit that asked for it. */
export type NumberedEffect = Effect & { step: number; nodeId: string };

/** Where the run is afterwards. */
export type Next =
  /** It can go on at once, with a fresh look at the contact, or once the question is answered. */
  | { state: "active"; nodeId: string; question: Question | null }
  | { state: "waiting"; nodeId: string; until: Date | null; event: string | null; delivery: boolean }
  | { state: "completed"; nodeId: string; reason: string }
  | { state: "failed"; nodeId: string; reason: string };

export interface Advance {
  steps: StepRecord[];
  effects: NumberedEffect[];
  visits: number;
  variables: Readonly<Record<string, unknown>>;
  next: Next;
}

/** More blocks than this in one go, and the run goes on in the next one. */
const blocksMax = 50;

/**
 * Walks a run on until it waits, ends, fails, needs to know something, or has changed its contact. Decides and does nothing: the engine
 * applies what comes out with the run's new place in one transaction, so that a run that is walked again from the same place gives the
 * same. Pure.
 */
export function advance(run: Position, world: World): Advance {
  const out: Advance = {
    steps: [],
    effects: [],
    visits: run.visits,
    variables: run.variables,
    next: standing(run.nodeId),
  };
  let { nodeId, woken, waitingUntil } = run;
  for (let count = 0; count < blocksMax; count++) {
    const node = world.graph.nodes.get(nodeId);
    const block = node === undefined ? undefined : world.registry.get(node.type);
    const resumes = woken !== null;
    const number = resumes ? out.visits : out.visits + 1;
    if (node === undefined || block === undefined)
      return failed(out, number, nodeId, "This block is not there any more.");
    const asked = ask(block, node.config);
    if (asked.failed !== undefined) return failed(out, number, nodeId, asked.failed);
    const answer = world.answerOf(nodeId);
    if (asked.question !== null && answer === undefined)
      return { ...out, next: { state: "active", nodeId, question: asked.question } };
    const outcome = decide(block, {
      config: node.config,
      scope: { ...world.scope, vars: out.variables },
      now: world.now,
      timeZone: world.timeZone,
      chance: world.chanceOf(number),
      woken,
      waitingUntil,
      answer,
    });
    out.visits = number;
    if (outcome.kind === "fail") return failed(out, number, nodeId, outcome.reason);
    const changed = collect(out, outcome.effects ?? [], number, nodeId);
    if (outcome.kind === "wait") {
      out.steps.push({ number, nodeId, state: "waiting", port: null, reason: outcome.reason });
      const { until, event = null, delivery = false } = outcome.for;
      return { ...out, next: { state: "waiting", nodeId, until, event, delivery } };
    }
    const port = outcome.kind === "go" ? outcome.port : null;
    const to = port === null ? null : world.graph.target(nodeId, port);
    if (to === null && outcome.kind === "go" && outcome.fails === true)
      return failed(out, number, nodeId, outcome.reason);
    out.steps.push({ number, nodeId, state: "done", port, reason: outcome.reason });
    if (to === null) return { ...out, next: { state: "completed", nodeId, reason: outcome.reason } };
    nodeId = to;
    woken = null;
    waitingUntil = null;
    // What comes next may read what was just changed.
    if (changed) break;
  }
  return { ...out, next: standing(nodeId) };
}

const standing = (nodeId: string): Next => ({ state: "active", nodeId, question: null });

/** Notes effects; variables count at once. Answers whether the contact is changed by them. */
function collect(out: Advance, effects: readonly Effect[], step: number, nodeId: string): boolean {
  let changed = false;
  for (const effect of effects) {
    if (effect.kind === "variables") out.variables = { ...out.variables, ...effect.values };
    else out.effects.push({ ...effect, step, nodeId });
    changed ||= effect.kind === "contact";
  }
  return changed;
}

const failed = (out: Advance, number: number, nodeId: string, reason: string): Advance => ({
  ...out,
  visits: number,
  steps: [...out.steps, { number, nodeId, state: "failed", port: null, reason }],
  next: { state: "failed", nodeId, reason },
});

/** A published block that can't be read any more fails its runs with the reason, not the whole drain. */
function ask(block: Block, config: unknown): { question: Question | null; failed?: string } {
  try {
    return { question: block.question?.(config) ?? null };
  } catch (error) {
    return { question: null, failed: broken(error) };
  }
}

function decide(block: Block, turn: Turn<unknown>): Outcome {
  try {
    return block.step(turn);
  } catch (error) {
    return { kind: "fail", reason: broken(error) };
  }
}

const broken = (error: unknown): string =>
  `This block's settings can't be read: ${error instanceof Error ? error.message.slice(0, 200) : "they are damaged"}`;
