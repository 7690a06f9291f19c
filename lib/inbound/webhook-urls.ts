import { inboundKinds } from "./kinds";

/** The audience webhook's two URLs: they differ in their last digit alone. */
export const webhookUrls = (publicUrl: string, secret: string) => ({
  addAndUpdate: `${publicUrl}${inboundKinds.audience.prefix}${secret}/2`,
  addOnly: `${publicUrl}${inboundKinds.audience.prefix}${secret}/1`,
});

/** What stands for the secret once it can't be seen any more. */
export const maskedSecret = (last4: string): string => `••••${last4}`;
