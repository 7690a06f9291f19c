import type { WorkspaceCtx } from "../../context";
import { AppError, invalid } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { judge } from "../../webhooks/judge";
import { viewOf } from "../../webhooks/make-request";
import { testHeader } from "../../webhooks/test";
import { countTest } from "../../webhooks/test-limit";
import { authorize } from "../../workspaces/permissions";
import { webhookBlock, webhookConfig } from "../blocks/webhook";
import type { testBlockContract } from "../contract";
import { readDraft } from "../draft-secrets";
import { loadJourney } from "../load";
import { readGraph } from "../select";
import { maskedHeaders } from "../webhook-request";
import { firstAttempt } from "./request";
import { loadSubject } from "./subject";

/**
 * Sends the request of a Webhook block once, as the draft or the given graph has it, for one contact, and shows what came back. It has a
 * `webhook-id` of its own and stands in no log. Throws `not_found` for the journey, the block or the contact, `rate_limited`, and
 * `invalid_input` when the request can't be made.
 */
export async function testBlock(
  ctx: WorkspaceCtx,
  { journeyId, nodeId, contactId, graph: given }: Input<typeof testBlockContract>,
): Promise<Answer<typeof testBlockContract>> {
  authorize(ctx, "journeys:write");
  const journey = await loadJourney(ctx, journeyId);
  const { graph, secretOf } = await readDraft(ctx, readGraph(journey.draft), given);
  const node = graph.nodes.find(({ id, type }) => id === nodeId && type === webhookBlock.type);
  if (node === undefined) throw new AppError("not_found", "There is no such Webhook block in this journey.");
  const config = webhookConfig.safeParse(node.config);
  if (!config.success) throw refused(nodeId, config.error.issues[0]?.message ?? "Its settings can't be read.");
  const { contact, scopeOf } = await loadSubject(ctx, journey, graph, {
    contactId,
    eventId: undefined,
    eventTypes: [],
  });
  const now = ctx.now();
  const made = firstAttempt(config.data, secretOf, scopeOf(contact, now), now);
  if ("problem" in made) throw refused(nodeId, made.problem);
  countTest(ctx);
  made.request.headers[testHeader] = "1";
  const exchange = await ctx.outbound.send(made.request);
  const failure = judge(exchange, { redirectIsSuccess: false });
  return {
    request: viewOf(made.request, maskedHeaders(config.data)),
    response: exchange.answered ? exchange.response : null,
    succeeded: failure === null,
    error: failure?.message ?? null,
    durationMs: exchange.durationMs,
  };
}

const refused = (nodeId: string, message: string): AppError =>
  invalid(message, [{ path: `graph.${nodeId}`, nodeId, message }]);
