import type { TransactionSql } from "@/db/client";
import { uuidFloor } from "@/db/ids";
import { type DueWork, dueCountMax } from "../background-function";
import type { Ctx } from "../context";
import type { Cause } from "../outbound/causes";
import { forgetAttempts, forgetting } from "./forget";
import { deliveryShards } from "./shards";
import { wakeRuns } from "./wake-runs";

const rowsPerStep = 1_000;
const dayMs = 86_400_000;
/** Longer than a relay that has read a webhook needs to plan its last deliveries. */
const rememberedMs = 10 * 60_000;
/** How long something may wait for a webhook that is switched off. */
export const heldDaysMax = 30;
/** How many deliveries wait for one webhook at most: the newest. */
export const heldMax = 10_000;

/** A delivery that can't be delivered any more. Ids are bare UUIDs. */
interface Hopeless {
  workspaceId: string;
  id: string;
}

const tooOld = `It waited for ${heldDaysMax} days while the webhook was switched off.`;
const tooMany = `More than ${heldMax.toLocaleString("en-US")} deliveries were held while the webhook was switched off: the oldest were given up.`;
const unreachable = "The webhook was deleted before this was delivered.";

/**
 * One step of ending what can't be delivered any more: for deleted webhooks, and for those that were switched off too long or hold too
 * much. Answers whether there may be more.
 */
export async function endDeliveries(ctx: Ctx): Promise<boolean> {
  const counts = await ctx.sql.begin(async (tx) => [
    await end(tx, ctx, await ofDeletedWebhooks(tx), "webhook_deleted", unreachable),
    await end(tx, ctx, await heldTooLong(tx, ctx.now()), "expired", tooOld),
    await end(tx, ctx, await waitedTooLong(tx, ctx.now()), "expired", tooOld),
    await end(tx, ctx, await heldTooMany(tx), "expired", tooMany),
  ]);
  await ctx.sql`
    delete from deleted_webhooks g where deleted_at < ${new Date(ctx.now().getTime() - rememberedMs)}
      and not exists (select from deliveries d where d.webhook_id = g.webhook_id and d.state in ('pending', 'held'))`;
  return counts.some((count) => count === rowsPerStep);
}

/** What of it there is, up to `dueCountMax`. */
export async function countHopeless({ sql, now }: Ctx): Promise<DueWork> {
  const counts = await sql.begin(async (tx) => [
    await ofDeletedWebhooks(tx, dueCountMax),
    await heldTooLong(tx, now(), dueCountMax),
    await waitedTooLong(tx, now(), dueCountMax),
    await heldTooMany(tx, dueCountMax),
  ]);
  return {
    count: Math.min(
      dueCountMax,
      counts.reduce((sum, { length }) => sum + length, 0),
    ),
    oldestAt: null,
  };
}

/** What is being sent at this moment is left: it ends, or its next attempt is taken away. Answers how many were ended. */
async function end(tx: TransactionSql, { now }: Ctx, hopeless: Hopeless[], cause: Cause, error: string) {
  if (hopeless.length === 0) return 0;
  const ids = hopeless.map(({ id }) => id);
  const ended = await tx<{ id: string; ofRun: boolean; forget: boolean }[]>`
    with removed as (
      delete from delivery_queue where id = any(${ids}::uuid[]) and (claim_id is null or due_at <= ${now()}) returning id)
    update deliveries d set state = 'failed', cause = ${cause}, error = ${error}, finished_at = ${now()}, ${forgetting(tx)}
    from unnest(${hopeless.map(({ workspaceId }) => workspaceId)}::uuid[], ${ids}::uuid[]) as r(workspace_id, id)
    where d.workspace_id = r.workspace_id and d.id = r.id
      and (d.state = 'held' or d.state = 'pending' and r.id in (select id from removed))
    returning d.id, d.forget, d.run_id is not null as "ofRun"`;
  await forgetAttempts(tx, ended);
  const ofRuns = ended.filter(({ ofRun }) => ofRun);
  const nobody = { succeeded: false, status: null, body: null, error };
  await wakeRuns(
    tx,
    ofRuns.map(({ id }) => ({ ...nobody, deliveryId: id })),
    now(),
  );
  return ended.length;
}

const ofDeletedWebhooks = (tx: TransactionSql, max = rowsPerStep) => tx<Hopeless[]>`
  select d.workspace_id as "workspaceId", d.id from deleted_webhooks g, lateral (
    select workspace_id, id from deliveries
    where webhook_id = g.webhook_id and state in ('pending', 'held') limit ${max}) d
  limit ${max}`;

const horizon = (now: Date) => new Date(now.getTime() - heldDaysMax * dayMs);

const heldTooLong = (tx: TransactionSql, now: Date, max = rowsPerStep) => tx<Hopeless[]>`
  select held.workspace_id as "workspaceId", held.id from workspaces w, lateral (
    select workspace_id, id from deliveries
    where workspace_id = w.id and state = 'held' and id < ${uuidFloor(horizon(now))} limit ${max}) held
  limit ${max}`;

const heldTooMany = (tx: TransactionSql, max = rowsPerStep) => tx<Hopeless[]>`
  select held.workspace_id as "workspaceId", held.id from webhooks w, lateral (
    select workspace_id, id from deliveries
    where webhook_id = w.id and state = 'held' order by id desc offset ${heldMax}::int limit ${max}) held
  where not w.active or w.disabled_reason is not null
  limit ${max}`;

/** What was already in the queue when its webhook was switched off. */
const waitedTooLong = (tx: TransactionSql, now: Date, max = rowsPerStep) => tx<Hopeless[]>`
  select waiting.workspace_id as "workspaceId", waiting.id
  from webhooks w, generate_series(0, ${deliveryShards - 1}::int) s(shard), lateral (
    select workspace_id, id from delivery_queue
    where shard = s.shard and webhook_id = w.id and due_at < ${horizon(now)} limit ${max}) waiting
  where not w.active or w.disabled_reason is not null
  limit ${max}`;
