import { fromUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { renderAsContact } from "./as-contact";
import type { CampaignPreview, previewCampaignContract } from "./contract";
import { loadCampaign } from "./load";
import { contentWarnings, templateMistakes } from "./warnings";

/**
 * Shows a campaign, with the given texts in place of the saved ones, as one contact would get it. A mistake in a template is a warning, and
 * nothing is shown then. Throws `not_found` for the campaign or the contact.
 */
export async function previewCampaign(
  ctx: WorkspaceCtx,
  { campaignId, contactId, subject, previewText, html }: Input<typeof previewCampaignContract>,
): Promise<CampaignPreview> {
  authorize(ctx, "read");
  const saved = await loadCampaign(ctx, campaignId);
  const campaign = {
    ...saved,
    subject: subject ?? saved.subject,
    previewText: previewText ?? saved.previewText,
    html: html ?? saved.html,
  };
  const { audience, contact, previewText: shownPreview, result } = await renderAsContact(ctx, campaign, contactId);
  const shown = contact === null ? null : { id: fromUuid("con", contact.id), email: contact.email };
  const mistakes = templateMistakes(campaign).map(({ message }) => message);
  if (mistakes.length > 0 || !result.ok) {
    const warnings = mistakes.length > 0 || result.ok ? mistakes : [result.message];
    return { subject: "", previewText: "", html: "", text: "", contact: shown, warnings };
  }
  const { missing, ...mail } = result.mail;
  const nobody = contact === null ? ["The audience has no Active contact yet, so merge tags are empty."] : [];
  const warnings = [...nobody, ...contentWarnings(campaign, audience, contact === null ? [] : missing)];
  return { ...mail, previewText: shownPreview, contact: shown, warnings };
}
