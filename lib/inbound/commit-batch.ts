import type { AnySql, TransactionSql } from "@/db/client";
import { contactTransaction, contactWrite, transactionOf } from "../contacts/conflict";
import { planContacts } from "../contacts/write";
import type { Ctx } from "../context";
import type { Arrival, Settled } from "./arrival";
import { findHooks } from "./batch/find-hooks";
import type { BatchMemory } from "./batch/passage";
import { receivedEvents } from "./batch/received-events";
import { record } from "./batch/record";
import { settle } from "./batch/settle";
import { understand } from "./batch/understand";

export { newBatchMemory } from "./batch/passage";

/** Undoes a dry run: carries what would have been. */
class DryRun extends Error {
  constructor(readonly settled: Settled[]) {
    super("dry run");
  }
}

/**
 * Processes the requests of a batch, all of it or nothing: finds their hooks, reads them by the audiences' newest configuration,
 * changes the contacts, and writes ledger, traffic and idempotent answers. When it resolves, everything is durable.
 */
export async function commitBatch(
  ctx: Ctx,
  memory: BatchMemory,
  arrivals: Arrival[],
  {
    dryRun = false,
    within,
  }: {
    dryRun?: boolean;
    /** Writes what has to be committed together with the batch, or not at all. */
    within?(tx: TransactionSql, settled: Settled[]): Promise<void>;
  } = {},
): Promise<Settled[]> {
  const run = async (sql: AnySql) => {
    const hooks = await findHooks(sql, ctx.key, memory, arrivals);
    const passages = await understand(sql, memory, hooks, arrivals);
    const planned = await planContacts(
      sql,
      passages.flatMap((passage) => passage.changes),
    );
    const results = planned.results.values();
    for (const passage of passages) passage.results = passage.changes.flatMap(() => results.next().value ?? []);
    const settled = passages.map(settle);
    const refused = new Map<string, number>();
    const { writes, rarely } = record(sql, memory, refused, passages, settled);
    await Promise.all([
      planned.save({ events: receivedEvents(passages, settled), writes: [hooks.unchanged, ...writes] }),
      rarely,
    ]);
    await within?.(transactionOf(sql), settled);
    if (dryRun) throw new DryRun(settled);
    return { settled, refused };
  };
  try {
    const write = dryRun || within !== undefined ? contactTransaction : contactWrite;
    const { settled, refused } = await write(ctx, run);
    for (const [key, count] of refused) memory.refused.set(key, (memory.refused.get(key) ?? 0) + count);
    return settled;
  } catch (error) {
    if (error instanceof DryRun) return error.settled;
    throw error;
  }
}
