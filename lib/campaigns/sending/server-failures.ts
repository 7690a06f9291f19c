import type { Ctx } from "../../context";
import { byItself, type HeldCampaign, heldColumns, takeStep } from "../take-step";
import type { ComposedMail } from "./compose";
import { serverDelayMs, type Verdict } from "./verdict";

/**
 * Leaves a mail server alone that fails as a whole, longer each time; after the last patience the campaign pauses itself, so that its mails
 * are not burnt. One mail that went through ends the count.
 */
export async function noteServer(
  ctx: Ctx,
  judged: readonly (Pick<ComposedMail, "campaign"> & { verdict: Verdict })[],
): Promise<void> {
  const failures = new Map<string, string>();
  const worked = new Set<string>();
  // A server that never answers for what it took puts one mail after the other in doubt.
  for (const { campaign, verdict } of judged)
    if (verdict.kind === "server" || verdict.kind === "unknown") failures.set(campaign.id, verdict.reason);
    else worked.add(campaign.id);
  for (const id of worked) failures.delete(id);
  if (worked.size > 0)
    await ctx.sql`
      update campaigns set server_failures = 0 where id = any(${[...worked]}::uuid[]) and server_failures > 0`;
  for (const [id, reason] of failures) await noteFailure(ctx, id, reason);
}

async function noteFailure(ctx: Ctx, id: string, reason: string): Promise<void> {
  const now = ctx.now();
  await ctx.sql.begin(async (tx) => {
    const [campaign] = await tx<(HeldCampaign & { failures: number })[]>`
      select ${heldColumns(tx)}, c.server_failures + 1 as failures from campaigns c join audiences a on a.id = c.audience_id
      where c.id = ${id} and c.status = 'sending' for update of c`;
    if (campaign === undefined) return;
    const delayMs = serverDelayMs(campaign.failures);
    if (delayMs === null) {
      const told = `The mail server failed ${campaign.failures} times in a row. ${reason}`;
      await takeStep(tx, campaign, "stall", now, { reason: told, source: byItself });
      return;
    }
    await tx`
      update campaigns set server_failures = ${campaign.failures}, not_before = ${new Date(now.getTime() + delayMs)}
      where id = ${id}`;
  });
  ctx.signals.send("events/recorded");
}
