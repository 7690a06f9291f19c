import type { TransactionSql } from "@/db/client";
import { toUuid } from "@/db/ids";
import { sourceOf } from "../contacts/source-of";
import type { WorkspaceCtx } from "../context";
import { conflict, notFound } from "../errors";
import { authorize } from "../workspaces/permissions";
import type { Campaign } from "./contract";
import { selectCampaign } from "./select";
import { type CampaignAction, nextStatus, refusalOf } from "./status";
import { holdCampaign, takeStep } from "./take-step";

interface Options {
  /** When it is to be sent, with `schedule`. */
  scheduledAt?: Date;
  /** Throws when the step must not be taken; runs while nobody else can change the campaign. */
  check?: (tx: TransactionSql) => Promise<void>;
}

/**
 * Takes one step of a campaign for somebody, whatever the background does at the same moment. Throws `not_found`, and `conflict` with
 * what can be done instead.
 */
export async function changeStatus(
  ctx: WorkspaceCtx,
  campaignId: string,
  action: CampaignAction,
  { scheduledAt, check }: Options = {},
): Promise<Campaign> {
  authorize(ctx, "campaigns:write");
  await ctx.sql.begin(async (tx) => {
    const campaign = await holdCampaign(tx, toUuid("wks", ctx.workspace.id), toUuid("cmp", campaignId));
    if (campaign === undefined) throw notFound("campaign");
    if (nextStatus(campaign.status, action) !== null) await check?.(tx);
    const { type, id } = sourceOf(ctx);
    const details = { source: { type, id }, ...(scheduledAt === undefined ? {} : { scheduledAt }) };
    if ((await takeStep(tx, campaign, action, ctx.now(), details)) === null) throw conflict(refusalOf(campaign.status));
  });
  ctx.signals.send("events/recorded");
  ctx.signals.send("campaigns/due");
  return selectCampaign(ctx, campaignId);
}
