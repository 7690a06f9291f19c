import type { WorkspaceCtx } from "../../context";
import { campaignBody } from "../contract";
import { createCampaign } from "../create";

/** What a campaign needs besides its audience to be sent. */
export const ready = { subject: "Hello", fromName: "Shop", fromEmail: "shop@example.com", html: "<p>Hi</p>" };

/** A campaign that is fit to be sent. */
export const testDraft = (ctx: WorkspaceCtx, audienceId: string, more: Record<string, unknown> = {}) =>
  createCampaign(ctx, campaignBody.parse({ name: "Spring", audienceId, ...ready, ...more }));
