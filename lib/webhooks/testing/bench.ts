import { expect } from "vitest";
import { testAudience } from "../../testing/audience";
import { testCampaign } from "../../testing/campaign";
import { testCtx, testWorkspace } from "../../testing/context";
import { webhookApi } from "./api";

/** The least that a webhook needs. Nothing listens there. */
export const draft = { url: "http://127.0.0.1:9/hook", events: ["email.sent"] };

/** A workspace with an audience (groups Customers and Staff), a campaign, and somebody who calls the API. */
export async function openBench() {
  const ctx = await testWorkspace(await testCtx());
  const audience = await testAudience(ctx, { groups: ["Customers", "Staff"] });
  const at = { campaignId: await testCampaign(ctx, audience.id) };
  const api = await webhookApi(ctx, ctx);
  return {
    ctx,
    audience,
    /** Where the campaign's webhooks are. */
    at,
    api,
    /** A webhook of the campaign. */
    create: async (more: object = {}) => {
      const answer = await api.campaign.create(at, { ...draft, ...more });
      expect(answer.status, answer.text).toBe(201);
      return answer.json;
    },
    ref: ({ id }: { id: string }) => ({ ...at, webhookId: id }),
  };
}
export type Bench = Awaited<ReturnType<typeof openBench>>;
