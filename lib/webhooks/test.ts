import { newId } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { workspaceWebhookContracts } from "./contract";
import { loadHome } from "./home";
import { judge } from "./judge";
import { loadWebhook } from "./load";
import { readCustomPayload } from "./load-subscriptions";
import { makeRequest, maskedCredentials, viewOf } from "./make-request";
import { openSeals } from "./secrets";
import { refuseEventType } from "./settings";
import { findSourceEvent } from "./source-event";
import { countTest } from "./test-limit";

/** By which a receiver can tell a test from a delivery. */
export const testHeader = "x-tidegate-test";

/**
 * Sends a webhook's request once, as it is saved, paused or not, and shows what came back. It has a `webhook-id` of its own, stands in no
 * log and counts for no health. Throws `not_found`, `rate_limited`, and `invalid_input` when the request can't be made.
 */
export async function testWebhook(
  ctx: WorkspaceCtx,
  { campaignId, webhookId, eventId, eventType }: Input<typeof workspaceWebhookContracts.test> & { campaignId?: string },
): Promise<Answer<typeof workspaceWebhookContracts.test>> {
  authorize(ctx, "webhooks:write");
  const home = await loadHome(ctx, campaignId);
  const webhook = await loadWebhook(ctx, { campaignId, webhookId });
  refuseEventType(home, eventType, "eventType");
  countTest(ctx);
  const source = await findSourceEvent(ctx, home, { eventId, type: eventType ?? webhook.events[0] ?? "" });
  const { request, problem } = await makeRequest(ctx, source, {
    webhook,
    deliveryId: newId("dlv"),
    url: webhook.url,
    method: webhook.method,
    contentType: webhook.contentType,
    customPayload: readCustomPayload(webhook.customPayload),
    ...openSeals(ctx, webhook),
    hexSignature: webhook.hexSignature,
  });
  if (problem !== null) {
    const path = problem.row === null ? "customPayload" : `customPayload.mappings.${problem.row}.value`;
    throw invalid(problem.message, [{ path, message: problem.message }]);
  }
  request.headers[testHeader] = "1";
  const exchange = await ctx.outbound.send(request);
  const refused = judge(exchange, webhook);
  return {
    request: viewOf(request, webhook.username === null ? {} : { authorization: maskedCredentials }),
    response: exchange.answered ? exchange.response : null,
    succeeded: refused === null,
    error: refused?.message ?? null,
    durationMs: exchange.durationMs,
  };
}
