import type { TransactionSql } from "@/db/client";
import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { type Issue, invalid } from "../errors";
import type { CampaignRow } from "./load";
import { countRecipientsOf } from "./recipients";
import { templateMistakes } from "./warnings";

type Content = Pick<CampaignRow, "subject" | "previewText" | "html" | "fromName" | "fromEmail">;

/** Everything that keeps a campaign's content from being sent, each with what to do about it. Pure. */
export function contentProblems(campaign: Content): Issue[] {
  const issues: Issue[] = [];
  const need = (path: keyof Content, message: string) => {
    if (campaign[path].trim() === "") issues.push({ path, message });
  };
  need("subject", "Write a subject.");
  need("fromName", "Say whom it is from.");
  need("fromEmail", "Enter the address that it is from.");
  need("html", "Write the content.");
  issues.push(...templateMistakes(campaign));
  return issues;
}

/** Everything that keeps a campaign from being sent: its content, and who would get it now. */
export async function sendProblems(ctx: WorkspaceCtx, campaign: CampaignRow): Promise<Issue[]> {
  const issues = contentProblems(campaign);
  if (campaign.toSegment && campaign.segmentId === null)
    issues.push({ path: "segmentId", message: "Its segment was deleted. Choose who gets it." });
  else if ((await countRecipientsOf(ctx, campaign)).active === 0)
    issues.push({
      path: campaign.segmentId === null ? "audienceId" : "segmentId",
      message: `Nobody in the ${campaign.segmentId === null ? "audience" : "segment"} is Active, so nobody would get it.`,
    });
  return issues;
}

/** Refuses a campaign that can't be sent, with all reasons at once. Throws `invalid_input`. */
export const requireSendable = async (ctx: WorkspaceCtx, campaign: CampaignRow): Promise<void> =>
  refuse(await sendProblems(ctx, campaign));

/** Refuses a campaign whose content, as it is now, can't be sent. Throws `invalid_input`. */
export async function requireContent(tx: TransactionSql, campaignId: string): Promise<void> {
  const [content] = await tx<Content[]>`
    select subject, preview_text as "previewText", html, from_name as "fromName", from_email as "fromEmail" from campaigns
    where id = ${toUuid("cmp", campaignId)}`;
  if (content !== undefined) refuse(contentProblems(content));
}

/** Throws `invalid_input` with all reasons at once, if there are any. */
export function refuse(issues: Issue[]): void {
  if (issues.length === 0) return;
  throw invalid(`This campaign can't be sent yet. ${issues.map(({ message }) => message).join(" ")}`, issues);
}
