import type { AudienceConfig } from "../../audiences/config";
import { dayOf } from "../../segments/days";
import { explainRules } from "../../segments/explain-rules";
import { type RuleWorld, readRules } from "../../segments/read-rules";
import type { Rules } from "../../segments/rules";
import type { Scope } from "../../variables/scope";
import type { RequestView } from "../../webhooks/contract";
import type { Woken } from "../blocks/block";
import { registry } from "../blocks/registry";
import type { SimulatedStep } from "../contract";
import type { Budget } from "../engine/budget";
import type { CompiledGraph } from "../graph/compile";
import type { GraphNode } from "../graph/graph";
import { type Advance, advance, type Next, type Position } from "../interpreter/advance";
import { timeZoneOf } from "../scope";
import { changeContact, type SimulatedContact } from "./change-contact";

/** So many blocks say enough about a loop. */
const stepsMax = 200;

/** What a simulation knows of the world; nothing in it does anything. */
export interface SimulatedWorld {
  graph: CompiledGraph;
  audience: AudienceConfig;
  rules: RuleWorld;
  /** Which way to leave a block, by its id. */
  choices: ReadonlyMap<string, string>;
  chanceOf(visit: number): number;
  scopeOf(contact: SimulatedContact, now: Date): Scope;
  /** The request that a Webhook block would send, or why it can't. */
  requestOf(node: GraphNode, scope: Scope): RequestView | { problem: string };
  /** What is wrong with a block as it stands in the draft, in one sentence; null when nothing is. */
  issueOf(nodeId: string): string | null;
  budget: Budget;
}

export interface Simulated {
  steps: SimulatedStep[];
  /** How it ended, in one sentence. */
  end: string;
}

/** Where it stands: a run that nobody keeps. */
interface Standing {
  nodeId: string;
  contact: SimulatedContact;
  variables: Readonly<Record<string, unknown>>;
  now: Date;
  visits: number;
}

/**
 * Walks a contact block by block through a graph. Time passes as long as each wait can take; what depends on others goes as `choices` say,
 * or else: events do not happen, requests succeed. Does nothing but to let others have their turn.
 */
export async function simulateWalk(
  world: SimulatedWorld,
  startNodeId: string,
  contact: SimulatedContact,
  now: Date,
): Promise<Simulated> {
  const steps: SimulatedStep[] = [];
  let at: Standing = { nodeId: startNodeId, contact, variables: {}, now, visits: 0 };
  while (steps.length < stepsMax) {
    if (world.budget.isOver()) return { steps, end: "Stopped: what is filled in on the way takes too long." };
    await world.budget.turn();
    const passed = passBlock(world, at);
    steps.push(passed.step);
    if (passed.end !== null) return { steps, end: passed.end };
    at = passed.next;
  }
  return { steps, end: `Stopped after ${stepsMax} blocks: the journey goes round in a loop.` };
}

type Passed = { step: SimulatedStep } & ({ end: string } | { end: null; next: Standing });

function passBlock(world: SimulatedWorld, at: Standing): Passed {
  const { nodeId, now } = at;
  const node = world.graph.nodes.get(nodeId);
  const arrived = { nodeId, at: now.toISOString(), port: null, request: null };
  const issue = world.issueOf(nodeId);
  if (node === undefined || issue !== null) return failed(arrived, issue ?? "This block is not there any more.");
  const scope = { ...world.scopeOf(at.contact, now), vars: at.variables };
  const came = look(world, at, scope, null, null);
  const [record] = came.steps;
  if (came.next.state === "failed" || record === undefined)
    return failed(arrived, came.next.state === "failed" ? came.next.reason : "Nothing came of this block.");
  const request = came.effects.some(({ kind }) => kind === "delivery") ? world.requestOf(node, scope) : null;
  if (request !== null && "problem" in request) return failed(arrived, request.problem);
  const left = leave(world, at, came, world.choices.get(nodeId));
  const step = { ...arrived, request, port: left.port, reason: left.reason };
  if (left.ends !== null) return { step, end: left.ends };
  const to = left.port === null ? null : world.graph.target(nodeId, left.port);
  if (to === null)
    return { step, end: left.port === null ? left.reason : "Comes to the end: nothing is connected here." };
  const contact = left.changes.reduce((before, change) => changeContact(before, change, world.audience), at.contact);
  return {
    step,
    end: null,
    next: { nodeId: to, contact, variables: left.variables, now: left.now, visits: at.visits + 1 },
  };
}

const failed = (arrived: Omit<SimulatedStep, "reason">, reason: string): Passed => ({
  step: { ...arrived, reason },
  end: `The run would fail here: ${reason}`,
});

type Change = Parameters<typeof changeContact>[1];
interface Left {
  port: string | null;
  reason: string;
  now: Date;
  variables: Readonly<Record<string, unknown>>;
  changes: Change[];
  /** Why it goes no further, in one sentence; null when it does. */
  ends: string | null;
}

/** How it leaves a block that it has come into. */
function leave(world: SimulatedWorld, at: Standing, came: Advance, choice: string | undefined): Left {
  const reason = came.steps[0]?.reason ?? "";
  const so = { ...told(came), now: at.now, ends: null };
  const waiting = came.next.state === "waiting" ? came.next : null;
  // With a choice, the wait is not over when the time is, but nobody knows how long it takes.
  if (choice !== undefined)
    return { ...so, port: choice, reason: waiting === null ? "As chosen." : `${reason} As chosen: ${choice}.` };
  if (waiting === null) return { ...so, port: came.steps[0]?.port ?? null, reason };
  const over = whatWakes(waiting);
  if (over === null) return { ...so, port: null, reason, ends: `${reason} Nothing that is known here ends it.` };
  const now = waiting.until !== null && waiting.until > at.now ? waiting.until : at.now;
  const scope = { ...world.scopeOf(at.contact, now), vars: came.variables };
  const woke = look(world, { ...at, now, variables: came.variables }, scope, over.woken, waiting.until);
  const port = woke.steps[0]?.port ?? null;
  const ends = woke.next.state === "waiting" ? `${reason} It would wait for ever.` : null;
  return {
    ...told(woke),
    now,
    port,
    reason: `${reason}${over.assumed}`,
    ends,
    changes: [...so.changes, ...told(woke).changes],
  };
}

const told = ({ effects, variables }: Advance) => ({
  variables,
  changes: effects.flatMap((effect): Change[] => (effect.kind === "contact" ? [effect] : [])),
});

/** What ends a wait when nobody says otherwise. */
function whatWakes({
  until,
  event,
  delivery,
}: Extract<Next, { state: "waiting" }>): { woken: Woken; assumed: string } | null {
  if (delivery)
    return {
      woken: { by: "delivery", succeeded: true, status: 200, body: null, error: null },
      assumed: " Taken to succeed, without a body.",
    };
  if (until === null) return null;
  return { woken: { by: "time" }, assumed: event === null ? "" : " Taken not to happen in time." };
}

/** Lets one block decide. Its outputs lead nowhere here, so that it is one block at a time. */
function look(
  world: SimulatedWorld,
  { nodeId, contact, variables, now, visits }: Standing,
  scope: Scope,
  woken: Woken | null,
  waitingUntil: Date | null,
): Advance {
  const position: Position = { nodeId, visits: woken === null ? visits : visits + 1, woken, waitingUntil, variables };
  const decide = (answer: boolean | undefined) =>
    advance(position, {
      graph: { nodes: world.graph.nodes, target: () => null },
      registry,
      scope,
      now,
      timeZone: timeZoneOf(contact.snapshot),
      chanceOf: world.chanceOf,
      answerOf: () => answer,
    });
  const first = decide(undefined);
  if (first.next.state !== "active" || first.next.question === null) return first;
  return decide(fits(world, contact, first.next.question.rules, now));
}

function fits(
  { rules: ruleWorld, audience }: SimulatedWorld,
  { facts }: SimulatedContact,
  rules: Rules,
  now: Date,
): boolean {
  const { tree } = readRules(rules, ruleWorld);
  return explainRules(tree, facts, { today: dayOf(now), audienceId: audience.id }).result;
}
