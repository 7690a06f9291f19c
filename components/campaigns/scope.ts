/** Which campaign of which workspace (by slug) a screen shows. */
export interface CampaignScope {
  workspace: string;
  campaignId: string;
}

/** A screen of a campaign; `canWrite` is false for viewers, who see everything and change nothing. */
export interface CampaignScreen extends CampaignScope {
  canWrite: boolean;
}
