import { webhookUrls } from "../webhook-urls";

/** Stands where the secret was once it can't be seen any more. */
export const secretPlaceholder = "YOUR_WEBHOOK_SECRET";

/** Both URLs with the placeholder for a secret. */
export const placeholderUrls = (publicUrl: string) => webhookUrls(publicUrl, secretPlaceholder);
export type WebhookUrls = ReturnType<typeof placeholderUrls>;

/** The URL of a mode by its digit; digits that are no mode lead to the one that only adds. */
export const urlOfMode = (urls: WebhookUrls, mode: string): string => (mode === "2" ? urls.addAndUpdate : urls.addOnly);
