import type { TransactionSql } from "@/db/client";
import { fromUuid, toUuid } from "@/db/ids";
import { loadAudienceConfigs } from "../../audiences/config";
import { type ContactRow, shownContactColumns } from "../../contacts/columns";
import { snapshot } from "../../contacts/snapshot";
import type { WorkspaceCtx } from "../../context";
import { conflict } from "../../errors";
import { type EventDraft, insertEvents } from "../../events/emit";
import type { Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { Run, stopRunContract } from "../contract";
import { endOpenRuns } from "./end-open";
import { presentRun, type RunRow, selectRun } from "./select";

/** Stops a run where it stands; what it has sent stays sent. Throws `conflict` when it has ended already, `not_found`. */
export async function stopRun(ctx: WorkspaceCtx, { runId }: Input<typeof stopRunContract>): Promise<Run> {
  authorize(ctx, "journeys:write");
  const run = await selectRun(ctx, runId);
  const by = ctx.actor.type === "user" ? ctx.actor.name : "the API";
  await ctx.sql.begin(async (tx) => {
    const which = tx`select id from journey_runs where id = ${run.id} for update`;
    if ((await endOpenRuns(tx, which, `Stopped by ${by}.`, ctx.now())) === 0)
      throw conflict("This run has ended already.");
    await insertEvents(tx, await exitOf(tx, ctx, run));
  });
  ctx.signals.send("events/recorded");
  return presentRun(await selectRun(ctx, runId));
}

/** That the contact has left the journey before its end; nothing when it was deleted. */
async function exitOf(tx: TransactionSql, ctx: WorkspaceCtx, run: RunRow): Promise<EventDraft[]> {
  const [contact] = await tx<ContactRow[]>`
    select ${shownContactColumns} from contacts c where c.audience_id = ${run.audienceId} and c.id = ${run.contactId}`;
  const audience = (await loadAudienceConfigs(tx, [run.audienceId])).get(run.audienceId);
  if (contact === undefined || audience === undefined) return [];
  const id = fromUuid("jny", run.journeyId);
  return [
    {
      type: "journey.exited",
      workspaceId: toUuid("wks", ctx.workspace.id),
      audienceId: run.audienceId,
      contactId: run.contactId,
      data: { contact: snapshot(contact, audience), journey: { id, name: run.journeyName, version: run.version } },
      source: "journey",
      sourceId: id,
      hop: run.hop + 1,
      occurredAt: ctx.now(),
    },
  ];
}
