import type { Ctx, SignalName } from "./context";

/** Work that could be done now. Counting may stop at `dueCountMax`. */
export interface DueWork {
  count: number;
  /** Since when the oldest of it waits; null when nothing is due. */
  oldestAt: Date | null;
}

/** Nobody needs to know a backlog more exactly, and counting a million rows every two seconds would be work of its own. */
export const dueCountMax = 10_000;

/**
 * Work that follows from committed rows. The rows are the truth: a function that is never woken is found by the sweep, one that is
 * killed in the middle finds its rows again, and several processes may work at once. `lib/background/functions.ts` lists them all.
 */
export interface BackgroundFunction {
  /** In kebab-case, a verb first: the id of its Inngest function and its name in the API. */
  name: string;
  /** For the Background page: a noun phrase, and one sentence that says what it does. */
  label: string;
  description: string;
  /** The hints after which there is work for it. */
  wakes: readonly SignalName[];
  /** How often the sweep looks for due work that no signal told of, in seconds. */
  sweepS: number;
  /**
   * Within how long a run that went well is written down, in seconds; 2 unless said. What runs whether or not there is work would else
   * write by the second to a database that has nothing to do.
   */
  recordS?: number;
  /** Runs that may work beside each other, each with a number below this; 1 unless said. */
  shards?: number;
  /** One short step (a second or two at most, no transaction longer): answers whether there may be more to do at once. */
  work(ctx: Ctx, shard: number): Promise<boolean>;
  /** Cheap enough to ask every few seconds: by an index, at most `dueCountMax` rows. */
  due(ctx: Ctx): Promise<DueWork>;
  /** When the next row falls due that is not due yet; null when there is none. Without it only the sweep finds such rows. */
  nextDueAt?(ctx: Ctx): Promise<Date | null>;
  /** Ends what goes on between its steps, within so long. */
  stop?(patienceMs: number): Promise<void>;
}
