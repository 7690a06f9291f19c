/** Whose webhooks a screen shows: a campaign's, or with null the whole workspace's (by slug). */
export interface WebhookScope {
  workspace: string;
  campaignId: string | null;
}

/** A screen of webhooks; `canWrite` is false for viewers, who see everything and change nothing. */
export interface WebhookScreen extends WebhookScope {
  canWrite: boolean;
}

/** Where the list is. */
export const webhooksPath = ({ workspace, campaignId }: WebhookScope): string =>
  campaignId === null ? `/${workspace}/webhooks` : `/${workspace}/campaigns/${campaignId}/connect`;

/** Where a new one is written; `from` names one to start with a copy of. */
export const newWebhookPath = (scope: WebhookScope, from?: string): string =>
  `${webhooksPath(scope)}/new${from === undefined ? "" : `?from=${from}`}`;

/** Where one is changed. */
export const webhookPath = (scope: WebhookScope, webhookId: string): string => `${webhooksPath(scope)}/${webhookId}`;

/** The list with the panel open that sends a test through one. */
export const testPath = (scope: WebhookScope, webhookId: string): string =>
  `${webhooksPath(scope)}?webhook=${webhookId}&panel=test`;

/** What was sent through one, in the log of deliveries. */
export const deliveriesPath = (workspace: string, webhookId: string): string =>
  `/${workspace}/deliveries?webhook=${webhookId}`;
