import { newUuid, parseId } from "@/db/ids";
import { oversize, storableObject } from "../../mapping/json-value";
import type { Question, Woken } from "../blocks/block";
import { registry } from "../blocks/registry";
import { type Advance, advance, type Position, type World } from "../interpreter/advance";
import { timeZoneOf } from "../scope";
import { chanceOf } from "./chance";
import type { ClaimedRun } from "./claim";
import { engineLimits } from "./limits";
import type { Surroundings } from "./surroundings";
import { wokenOf } from "./woken";

/** Answers that are known of a run, by its blocks. */
export type Answers = ReadonlyMap<string, boolean>;

/** How far a run gets, and how much of what woke it has been looked at. */
export interface Walked extends Advance {
  /** Entries of `woken_by`. */
  consumed: number;
  /** What it may wait for from now on has to be later than this id; null when that has not changed. A bare UUID. */
  afterEvent: string | null;
}

const noAnswers: Answers = new Map();

/** Walks a run on from where it stands. What woke it is looked at in order, until something lets it go on. Pure. */
export function walk({ run, version, snapshot, scope }: Surroundings, now: Date, answers = noAnswers): Walked {
  const world: World = {
    graph: version.graph,
    registry,
    scope,
    now,
    timeZone: timeZoneOf(snapshot),
    chanceOf: chanceOf(run.id),
    answerOf: (nodeId) => answers.get(nodeId),
  };
  const consumed = run.wokenBy?.length ?? 0;
  if (run.attempts > engineLimits.attemptsMax) return { ...stuck(run), consumed, afterEvent: null };
  const [first = null, ...rest]: (Woken | null)[] = wokenOf(run, now);
  // Nothing has happened that it waits for: going in again would do everything once more.
  if (run.state === "waiting" && first === null) return { ...standingStill(run), consumed, afterEvent: null };
  let by = first;
  let walked = step(first);
  for (const woken of rest) {
    if (!staysWaiting(run, walked)) break;
    by = woken;
    walked = step(woken);
  }
  return { ...limited(run, walked), consumed, afterEvent: staysWaiting(run, walked) ? null : begins(by) };

  function step(woken: Woken | null): Advance {
    const position: Position = {
      nodeId: run.nodeId,
      visits: run.visits,
      woken,
      waitingUntil: run.waitsUntil,
      variables: run.variables,
    };
    return advance(position, world);
  }
}

/**
 * Where a new piece of the way begins. A response begins none: what follows from a request may happen before its answer is here.
 */
function begins(woken: Woken | null): string | null {
  if (woken?.by === "event") return parseId("evt", woken.event.id);
  return woken?.by === "time" ? newUuid() : null;
}

const standingStill = ({
  nodeId,
  visits,
  variables,
  waitsUntil,
  awaitsEvent,
  awaitsDelivery,
}: ClaimedRun): Advance => ({
  steps: [],
  effects: [],
  visits,
  variables,
  next: { state: "waiting", nodeId, until: waitsUntil, event: awaitsEvent, delivery: awaitsDelivery !== null },
});

const staysWaiting = (run: ClaimedRun, { next, visits }: Advance): boolean =>
  next.state === "waiting" && next.nodeId === run.nodeId && visits === run.visits;

/** What the walk needs to know before it can go on; null when it needs nothing. */
export const questionOf = ({ next }: Walked): { nodeId: string; question: Question } | null =>
  next.state === "active" && next.question !== null ? { nodeId: next.nodeId, question: next.question } : null;

/** Whatever it is, trying once more does not help: somebody has to look. */
const stuck = (run: ClaimedRun): Advance =>
  failAt(standingStill(run), run.state === "active" ? run.visits + 1 : run.visits, "It could not be moved on.");

/** What is kept of responses, as the database can hold it; too much of it fails the block that wanted to keep it, before all others. */
function limited(run: ClaimedRun, walked: Advance): Advance {
  if (oversize(walked.variables, engineLimits.variables) === null) {
    const variables = storableObject(walked.variables);
    if (JSON.stringify(variables).length <= engineLimits.variablesCharactersMax) return { ...walked, variables };
  }
  const tooMuch = "More is kept of responses than a journey can hold. Save fewer values.";
  return { ...failAt(walked, walked.steps[0]?.number ?? run.visits, tooMuch), variables: run.variables };
}

/**
 * The same walk, had it failed at this visit: what came before stays, what came of it and after it is undone. For what only the making of
 * an effect shows.
 */
export function failAt<A extends Advance>(walked: A, number: number, reason: string): A {
  const failed = walked.steps.find((step) => step.number === number);
  const nodeId = failed?.nodeId ?? walked.next.nodeId;
  return {
    ...walked,
    steps: [
      ...walked.steps.filter((step) => step.number < number),
      { number, nodeId, state: "failed", port: null, reason },
    ],
    effects: walked.effects.filter(({ step }) => step < number),
    visits: number,
    next: { state: "failed", nodeId, reason },
  };
}
