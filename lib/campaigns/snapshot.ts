import type { campaigns } from "@/db/schema";

/** A campaign as its events carry it, under `data.campaign`. `lib/tracking` writes the same shape for events from outside. */
export interface CampaignSnapshot {
  id: string;
  name: string;
  /** As it was written, before merge tags. */
  subject: string;
  fromName: string;
  fromEmail: string;
  status: string;
  audienceName: string;
}

type Told = Pick<typeof campaigns.$inferSelect, "id" | "name" | "subject" | "fromName" | "fromEmail" | "status">;

export const campaignSnapshot = (campaign: Told, audienceName: string): CampaignSnapshot => ({
  id: campaign.id,
  name: campaign.name,
  subject: campaign.subject,
  fromName: campaign.fromName,
  fromEmail: campaign.fromEmail,
  status: campaign.status,
  audienceName,
});
