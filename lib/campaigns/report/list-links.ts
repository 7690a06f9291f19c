import { fromUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { listLinksContract } from "../contract";
import { ownCampaign } from "./own-campaign";

/** A mail has as many links as its writer wrote; more than anybody reads are cut off. */
const linksMax = 500;

/** Where a campaign's mails lead to, most clicked first. Programs' clicks are not counted. */
export async function listLinks(
  ctx: WorkspaceCtx,
  input: Input<typeof listLinksContract>,
): Promise<Answer<typeof listLinksContract>> {
  authorize(ctx, "read");
  const rows = await ctx.sql<{ id: string; url: string; clicks: number; contacts: number }[]>`
    select l.id, l.url, coalesce(sum(k.clicks), 0)::int as clicks, count(k.message_id)::int as contacts
    from campaign_links l left join campaign_link_clicks k on k.link_id = l.id
    where l.campaign_id = ${await ownCampaign(ctx, input.campaignId)}
    group by l.id order by clicks desc, l.id limit ${linksMax}`;
  return { items: rows.map((row) => ({ ...row, id: fromUuid("lnk", row.id) })) };
}
