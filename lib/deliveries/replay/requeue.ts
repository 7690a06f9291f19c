import type { TransactionSql } from "@/db/client";
import type { DeliveryState } from "@/db/enums";
import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Cause } from "../../outbound/causes";
import { shardSql } from "../shards";

/** A delivery that somebody wants sent again. The id is a bare UUID. */
export interface Wanted {
  id: string;
  state: DeliveryState;
  /** Its bytes are there, or what they are made from. */
  sendable: boolean;
  webhook: "active" | "paused" | "deleted";
}

/** What we did ourselves: it says nothing of the last attempt, and is no longer so. */
const ownCauses: readonly Cause[] = ["dropped", "expired", "webhook_deleted"];

/** What stands against sending it, in one sentence; null when nothing does. */
export function obstacle({ webhook, sendable }: Wanted): string | null {
  if (webhook === "deleted") return "Its webhook was deleted, so it can't be sent again.";
  if (!sendable) return "Its contact was deleted, and what was to be sent with it.";
  if (webhook === "paused") return "Its webhook is switched off. Switch it on, then send it again.";
  return null;
}

/**
 * Puts deliveries into the queue again, due now, under their own ids and with their own bytes. Those that have ended or are held begin
 * the schedule of attempts anew, while their attempts go on counting; those that wait for their next attempt have it now; one that is
 * being sent at this moment is left alone. The caller sends `deliveries/queued` after its commit.
 */
export async function requeue(tx: TransactionSql, ctx: WorkspaceCtx, wanted: Wanted[]): Promise<void> {
  const ids = wanted.map(({ id }) => id);
  const workspaceId = toUuid("wks", ctx.workspace.id);
  // In the order of their ids: two replays of the same rows wait for each other instead of both for each other's.
  await tx`
    with ended as (
      select id from deliveries where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and state <> 'pending'
      order by id for update
    ), again as (
      update deliveries d set state = 'pending', finished_at = null,
        cause = case when cause <> all(${[...ownCauses]}) then cause end, error = case when cause <> all(${[...ownCauses]}) then error end
      from ended where d.workspace_id = ${workspaceId} and d.id = ended.id
      returning d.id, d.workspace_id, d.webhook_id)
    insert into delivery_queue (id, workspace_id, webhook_id, shard, due_at, attempts)
    select id, workspace_id, webhook_id, ${shardSql(tx, tx`webhook_id`)}, ${ctx.now()}, 0 from again
    on conflict (id) do nothing`;
  await tx`
    update delivery_queue set due_at = ${ctx.now()} where id in (
      select id from delivery_queue where id = any(${ids}::uuid[]) and claim_id is null and due_at > ${ctx.now()}
      order by id for update skip locked)`;
}
