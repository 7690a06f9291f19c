import { z } from "zod";
import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { idSchema } from "../../http/contract";
import { jobKind } from "../../jobs/kind";
import { audienceOf } from "../audience-of";
import { change } from "../change";
import { sourceOf } from "../source-of";
import { changeContacts } from "../write";

const contactsPerStep = 500;
const requestsPerStep = 5_000;

/**
 * Deletes an audience's contacts through the write path, so that each is erased and told of like any other, then its requests, then the
 * audience with its settings. Repeating a step finds less to do.
 */
export const audienceDeletionJob = jobKind({
  name: "audiences.delete",
  input: z.object({ audienceId: idSchema("audience") }),
  cursor: z.object({}),
  report: z.null(),
  step: async (ctx, { input: { audienceId } }, save) => {
    const id = toUuid("aud", audienceId);
    const progress = { cursor: {}, failed: 0, issues: [], finished: false };
    const gone = await deleteContacts(ctx, audienceId);
    if (gone > 0) return save(ctx.sql, { ...progress, done: gone, succeeded: gone });
    if ((await deleteRequests(ctx, id)) > 0) return save(ctx.sql, { ...progress, done: 0, succeeded: 0 });
    await ctx.sql.begin(async (tx) => {
      // Writers that are under way hold their counter: this waits for them, and none can begin another.
      await tx`delete from audience_counters where audience_id = ${id}`;
      const [left] = await tx`select from contacts where audience_id = ${id} limit 1`;
      if (left === undefined) await tx`delete from audiences where id = ${id}`;
      await save(tx, { ...progress, done: 0, succeeded: 0, finished: left === undefined });
    });
  },
});

async function deleteContacts(ctx: WorkspaceCtx, audienceId: string): Promise<number> {
  const audience = await audienceOf(ctx, audienceId);
  const rows = await ctx.sql<{ id: string }[]>`
    select id from contacts where audience_id = ${audience.id} order by id limit ${contactsPerStep}`;
  const source = sourceOf(ctx);
  const results = await changeContacts(
    ctx,
    rows.map(({ id }) => change({ audience, target: { contactId: id }, intent: "delete", source, at: ctx.now() })),
  );
  return results.length;
}

/** Refused requests name people who never became contacts. */
async function deleteRequests({ sql, workspace }: WorkspaceCtx, audienceId: string): Promise<number> {
  const rows = await sql`
    delete from inbound_requests where workspace_id = ${toUuid("wks", workspace.id)} and id = any(array(
      select id from inbound_requests where audience_id = ${audienceId} order by id limit ${requestsPerStep}))
    returning 1`;
  return rows.length;
}
