import type { z } from "zod";
import { type Campaign, updateCampaignContract } from "@/lib/campaigns/contract";

/** What the editor changes: everything but the name. */
export const draftSchema = updateCampaignContract.body.omit({ name: true }).required();
export type Draft = z.output<typeof draftSchema>;
export type DraftKey = keyof Draft;

const draftKeys = draftSchema.keyof().options;

/** Stands for a segment that was deleted since it was chosen: no value of its own, and still not "everybody". */
export const deletedSegment = "";

/** A campaign's draft, without what else is known of it. */
export const draftOf = (campaign: Draft & Pick<Campaign, "segmentName">): Draft => ({
  subject: campaign.subject,
  previewText: campaign.previewText,
  fromName: campaign.fromName,
  fromEmail: campaign.fromEmail,
  replyTo: campaign.replyTo,
  html: campaign.html,
  audienceId: campaign.audienceId,
  segmentId: campaign.segmentId ?? (campaign.segmentName === null ? null : deletedSegment),
  trackOpens: campaign.trackOpens,
  trackClicks: campaign.trackClicks,
  ratePerMinute: campaign.ratePerMinute,
});

export interface DraftChange {
  /** What is to be saved. */
  change: Partial<Draft>;
  /** What was changed to something that can't be: it stays in the form, unsaved. */
  refused: DraftKey[];
}

/** What differs from what is saved, and may be. */
export function changeOf(saved: Draft, values: Draft): DraftChange {
  const changed = draftKeys.filter((key) => values[key] !== saved[key]);
  const refused = changed.filter((key) => !draftSchema.shape[key].safeParse(values[key]).success);
  const change = Object.fromEntries(changed.filter((key) => !refused.includes(key)).map((key) => [key, values[key]]));
  return { change, refused };
}
