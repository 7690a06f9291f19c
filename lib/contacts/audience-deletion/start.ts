import { eq } from "drizzle-orm";
import { toUuid } from "@/db/ids";
import { inboundHooks } from "@/db/schema";
import { bumpConfig, loadAudience } from "../../audiences/load";
import { countContacts } from "../../audiences/present";
import { transaction, type WorkspaceCtx } from "../../context";
import { conflict } from "../../errors";
import type { Input } from "../../http/contract";
import type { Job } from "../../jobs/contract";
import { createJob } from "../../jobs/create";
import { authorize } from "../../workspaces/permissions";
import type { deleteAudienceContract } from "./contract";
import { audienceDeletionJob } from "./job";

/**
 * Deletes an audience: its inbound webhooks in this transaction, its contacts and the rest as a job that can be stopped on the way. Throws
 * `not_found`, and `conflict` naming what has to end first.
 */
export async function deleteAudience(
  ctx: WorkspaceCtx,
  { audienceId }: Input<typeof deleteAudienceContract>,
): Promise<Job> {
  authorize(ctx, "audiences:write");
  const { name } = await loadAudience(ctx, audienceId);
  const busy = await findBusy(ctx, audienceId);
  if (busy.length > 0)
    throw conflict(`${name} is still used by ${busy.join(" and ")}. Stop that first, then delete the audience.`);
  return transaction(ctx, async (tx) => {
    const { id } = await bumpConfig(tx, audienceId);
    await tx.db.delete(inboundHooks).where(eq(inboundHooks.audienceId, id));
    const counts = (await countContacts(tx, [id])).get(id);
    return createJob(tx, audienceDeletionJob, {
      title: `Delete ${name}`,
      input: { audienceId: id },
      total: Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0),
    });
  });
}

/** What is at work with the audience at this moment, in words. */
async function findBusy({ sql, workspace }: WorkspaceCtx, audienceId: string): Promise<string[]> {
  const audience = toUuid("aud", audienceId);
  const rows = await sql<{ what: string }[]>`
    select 'the live journey ' || name as what from journeys where audience_id = ${audience} and status = 'live'
    union all
    select 'the campaign ' || name from campaigns where audience_id = ${audience} and status in ('scheduled', 'sending')
    union all
    select case kind when 'audiences.delete' then 'another deletion' else 'an import' end from jobs
      where workspace_id = ${toUuid("wks", workspace.id)} and kind in ('contacts.import', 'audiences.delete')
        and input ->> 'audienceId' = ${audienceId} and (state = 'running' or (state = 'queued' and started_at is null
          and (lease_until is null or kind = 'audiences.delete')))
    limit 5`;
  return rows.map(({ what }) => what);
}
