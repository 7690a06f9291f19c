import { type AnySql, isTransaction, type TransactionSql } from "@/db/client";
import type { Ctx } from "../context";
import { AppError } from "../errors";

/** Another process wrote the same new key first: the batch must be read and folded again. */
export class BatchConflict extends Error {
  readonly code = "batch_conflict";
  constructor() {
    super("another writer was first; the batch runs again");
  }
}

const attemptsMax = 6;
/**
 * Ours, unique_violation, foreign_key_violation (a hook that was just deleted), deadlock_detected, serialization_failure: each means
 * that a second look will see more.
 */
const retryable = new Set(["batch_conflict", "23505", "23503", "40P01", "40001"]);

/** What `work` has to do takes more than one statement. */
class NeedsTransaction extends Error {}

/** The transaction that these statements are part of; where there is none, `contactWrite` begins again with one. */
export function transactionOf(sql: AnySql): TransactionSql {
  if (!isTransaction(sql)) throw new NeedsTransaction();
  return sql;
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

/**
 * Runs `work` in a transaction of the write path, again from the start when another writer was first. Signals that events were
 * recorded after the commit.
 */
export async function contactTransaction<T>(
  ctx: Pick<Ctx, "writes" | "signals">,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      const result = await ctx.writes.begin(work);
      ctx.signals.send("events/recorded");
      // postgres.js unwraps arrays of promises in its result type; `work` never answers any.
      return result as T;
    } catch (error) {
      if (!retryable.has(codeOf(error))) throw error;
      if (attempt === attemptsMax)
        throw new AppError(
          "unavailable",
          "Too many writers change the same contacts. Try again in a moment.",
          undefined,
          1,
        );
    }
}

/**
 * As `contactTransaction`, for work that mostly writes with one statement. It runs without a transaction at first: what it reads is not
 * locked, and what it writes fails when a contact that it read has changed (see `saveBatch`). Two round trips and the locks are saved
 * that way. When somebody was first, or it calls for `transactionOf`, it runs again in a transaction.
 */
export async function contactWrite<T>(
  ctx: Pick<Ctx, "writes" | "signals">,
  work: (sql: AnySql) => Promise<T>,
): Promise<T> {
  try {
    const result = await work(ctx.writes);
    ctx.signals.send("events/recorded");
    return result;
  } catch (error) {
    if (!(error instanceof NeedsTransaction || retryable.has(codeOf(error)))) throw error;
    return contactTransaction(ctx, work);
  }
}
