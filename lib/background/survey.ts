import type { BackgroundFunction, DueWork } from "../background-function";
import type { Ctx } from "../context";

/** Pages, probes and metrics may ask by the second; the database is asked this often. */
const freshMs = 1_000;

export interface Surveyed {
  drain: BackgroundFunction;
  /** Null when the function could not tell. */
  due: DueWork | null;
}

const surveys = new WeakMap<object, { at: number; result: Promise<Surveyed[]> }>();

/** What is due of every background function, at most a second old. One that can't tell does not hide the others. */
export function surveyDue(ctx: Ctx): Promise<Surveyed[]> {
  const { functions } = ctx.background;
  const known = surveys.get(functions);
  if (known !== undefined && Date.now() - known.at < freshMs) return known.result;
  const result = Promise.all(functions.map(async (drain) => ({ drain, due: await dueOf(ctx, drain) })));
  surveys.set(functions, { at: Date.now(), result });
  return result;
}

async function dueOf(ctx: Ctx, drain: BackgroundFunction): Promise<DueWork | null> {
  try {
    return await drain.due(ctx);
  } catch (error) {
    ctx.log.warn({ err: error, function: drain.name }, "what is due can't be told");
    return null;
  }
}

/** How long the oldest due work has waited, in seconds. */
export const waitedS = (due: DueWork | null, now: Date): number =>
  due?.oldestAt == null ? 0 : Math.max(0, (now.getTime() - due.oldestAt.getTime()) / 1_000);
