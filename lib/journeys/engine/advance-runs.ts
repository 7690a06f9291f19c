import { newUuid } from "@/db/ids";
import type { Ctx } from "../../context";
import { endOpenRuns } from "../runs/end-open";
import { forgetRuns } from "../runs/forget";
import { type Asked, answerRules } from "./answers";
import { applyMoves } from "./apply";
import { createBudget } from "./budget";
import { type ClaimedRun, claimRuns, giveBack } from "./claim";
import { engineLimits } from "./limits";
import { bytesOf, type Move, make } from "./make";
import { loadSurroundings, type Surroundings } from "./surroundings";
import { questionOf, type Walked, walk } from "./walk";

/**
 * One step of moving runs: leases some hundred that are due, looks at their world, walks each of them on in memory, and writes what came of
 * it. A fixed number of statements, plus one for each distinct question. Answers whether there may be more to do at once.
 */
export async function advanceRuns(ctx: Ctx, shard: number): Promise<boolean> {
  const claimId = newUuid();
  const runs = await claimRuns(ctx, claimId, shard);
  if (runs.length === 0) return false;
  const surroundings = await loadSurroundings(ctx, runs);
  await endLost(
    ctx,
    runs.filter(({ id }) => !surroundings.has(id)),
  );
  const goesOn = await walkAll(ctx, claimId, [...surroundings.values()]);
  return goesOn || runs.length === engineLimits.runsPerStep;
}

/** Whose contact or journey was deleted has nowhere to go. */
async function endLost(ctx: Ctx, runs: readonly ClaimedRun[]): Promise<void> {
  if (runs.length === 0) return;
  const ids = runs.map(({ id }) => id);
  await ctx.sql.begin(async (tx) => {
    const which = tx`select id from journey_runs where id = any(${ids}::uuid[]) order by id for update`;
    await endOpenRuns(tx, which, "The contact was deleted.", ctx.now());
    // An event may have let them in when the deletion had been told of already.
    await forgetRuns(tx, tx`id = any(${ids}::uuid[])`);
  });
}

/** Walks and writes, in pieces that fit into memory. Answers whether some of them can go on at once. */
async function walkAll(ctx: Ctx, claimId: string, all: readonly Surroundings[]): Promise<boolean> {
  const answered = await walkWithAnswers(ctx, all);
  const budget = createBudget();
  const made = new Set<string>();
  let moves: Move[] = [];
  let bytes = 0;
  let goesOn = false;
  for (const { surroundings, walked } of answered) {
    if (made.size > 0 && budget.isOver()) break;
    await budget.turn();
    const move = make(ctx, surroundings, walked);
    made.add(surroundings.run.id);
    goesOn ||= move.walked.next.state === "active";
    moves.push(move);
    bytes += bytesOf(move);
    if (bytes > engineLimits.bytesPerWrite) {
      await applyEach(ctx, claimId, moves);
      moves = [];
      bytes = 0;
    }
  }
  await applyEach(ctx, claimId, moves);
  // Those for whom there was no time.
  const left = all.flatMap(({ run }) => (made.has(run.id) ? [] : run.id));
  await giveBack(ctx, claimId, left);
  return goesOn || left.length > 0;
}

interface Answered {
  surroundings: Surroundings;
  walked: Walked;
}

/**
 * Walks them, asks what they need to know for all at once, and walks again, until none needs anything. Leaves out the last ones when the
 * first take too long.
 */
async function walkWithAnswers(ctx: Ctx, all: readonly Surroundings[]): Promise<Answered[]> {
  const now = ctx.now();
  const answers = new Map(all.map(({ run }) => [run.id, new Map<string, boolean>()]));
  const walkOne = (surroundings: Surroundings): Answered => ({
    surroundings,
    walked: walk(surroundings, now, answers.get(surroundings.run.id)),
  });
  const budget = createBudget();
  const walked = new Map<string, Answered>();
  const walkEach = async (some: readonly Surroundings[]) => {
    // There is always one that gets on.
    for (const [index, one] of some.entries())
      if (index > 0 && budget.isOver()) walked.delete(one.run.id);
      else {
        await budget.turn();
        walked.set(one.run.id, walkOne(one));
      }
  };
  await walkEach(all);
  for (let round = 0; round < engineLimits.questionsMax; round++) {
    const asking = [...walked.values()].flatMap((one) => {
      const question = questionOf(one.walked);
      return question === null ? [] : [{ ...one, ...question }];
    });
    if (asking.length === 0) break;
    const found = await answerRules(
      ctx,
      asking.map(
        ({ surroundings: { audience, run }, question }): Asked => ({
          audience,
          contactId: run.contactId,
          rules: question.rules,
        }),
      ),
    );
    for (const [index, { surroundings, nodeId }] of asking.entries())
      answers.get(surroundings.run.id)?.set(nodeId, found[index] === true);
    await walkEach(asking.map(({ surroundings }) => surroundings));
  }
  return [...walked.values()];
}

/**
 * Data exceptions, broken constraints, wrong statements: the same batch fails again; and `unavailable` of the write path, which has tried
 * a broken constraint several times. Anything else passes, and leases end.
 */
const dataError = /^(22|23|42|unavailable$)/;
const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/**
 * Writes moves together. When one can't be written they are halved, so it holds up nobody but itself: it stays claimed,
 * is tried again when its lease ends, and fails in the end.
 */
async function applyEach(ctx: Ctx, claimId: string, moves: readonly Move[]): Promise<void> {
  try {
    await applyMoves(ctx, claimId, moves);
  } catch (error) {
    const [only] = moves;
    if (only === undefined || !dataError.test(codeOf(error))) throw error;
    if (moves.length === 1) {
      ctx.log.error({ err: error, run: only.surroundings.run.id }, "a run of a journey could not be moved on");
      return;
    }
    const middle = Math.ceil(moves.length / 2);
    await applyEach(ctx, claimId, moves.slice(0, middle));
    await applyEach(ctx, claimId, moves.slice(middle));
  }
}
