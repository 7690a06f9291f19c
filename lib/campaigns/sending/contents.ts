import type { CampaignStatus } from "@/db/enums";
import { fromUuid } from "@/db/ids";
import type { Ctx } from "../../context";
import { type PreparedContent, prepareContent } from "../content/prepare";
import { type CampaignSnapshot, campaignSnapshot } from "../snapshot";
import { saveLinks, type TrackedLink } from "../tracking/links";

/** A campaign as its mails need it: what is the same for all who get it, made once. Ids are bare UUIDs. */
export interface SendingCampaign {
  id: string;
  workspaceId: string;
  audienceId: string;
  replyTo: string | null;
  told: CampaignSnapshot;
  content: PreparedContent;
  links: TrackedLink[];
}

interface Row {
  id: string;
  workspaceId: string;
  audienceId: string;
  audienceName: string;
  name: string;
  subject: string;
  previewText: string;
  fromName: string;
  fromEmail: string;
  replyTo: string | null;
  trackOpens: boolean;
  trackClicks: boolean;
  status: CampaignStatus;
  startedAt: Date | null;
}

/** By campaign and start: what is being sent does not change any more. The least recently used goes first. */
const prepared = new Map<string, { content: PreparedContent; links: TrackedLink[]; characters: number }>();
const charactersMax = 16_000_000;

/** The campaigns of a claim, by id; one that was deleted meanwhile is left out. Their links are stored when they are first prepared. */
export async function loadContents(ctx: Ctx, ids: string[]): Promise<Map<string, SendingCampaign>> {
  const rows = await ctx.sql<Row[]>`
    select c.id, c.workspace_id as "workspaceId", c.audience_id as "audienceId", a.name as "audienceName", c.name, c.subject,
      c.preview_text as "previewText", c.from_name as "fromName", c.from_email as "fromEmail", c.reply_to as "replyTo",
      c.track_opens as "trackOpens", c.track_clicks as "trackClicks", c.status, c.started_at as "startedAt"
    from campaigns c join audiences a on a.id = c.audience_id where c.id = any(${ids}::uuid[])`;
  const campaigns = new Map<string, SendingCampaign>();
  for (const row of rows)
    campaigns.set(row.id, {
      id: row.id,
      workspaceId: row.workspaceId,
      audienceId: row.audienceId,
      replyTo: row.replyTo,
      told: campaignSnapshot({ ...row, id: fromUuid("cmp", row.id) }, row.audienceName),
      ...(await prepareOnce(ctx, row)),
    });
  return campaigns;
}

async function prepareOnce(ctx: Ctx, row: Row): Promise<Pick<SendingCampaign, "content" | "links">> {
  const key = `${row.id} ${row.startedAt?.getTime()}`;
  const known = prepared.get(key);
  if (known !== undefined) {
    prepared.delete(key);
    prepared.set(key, known);
    return known;
  }
  const [stored] = await ctx.sql<{ html: string }[]>`select html from campaigns where id = ${row.id}`;
  const content = prepareContent({ ...row, html: stored?.html ?? "" });
  const links = await saveLinks(ctx.sql, row.id, content.urls);
  const made = { content, links, characters: content.html.length + (content.text?.length ?? 0) };
  prepared.set(key, made);
  let kept = [...prepared.values()].reduce((sum, { characters }) => sum + characters, 0);
  for (const [oldest, { characters }] of prepared) {
    if (kept <= charactersMax || oldest === key) break;
    prepared.delete(oldest);
    kept -= characters;
  }
  return made;
}
