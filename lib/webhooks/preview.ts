import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { workspaceWebhookContracts } from "./contract";
import { homeKind, loadHome } from "./home";
import { loadWebhook, type WebhookRow } from "./load";
import { makeRequest, maskedCredentials, viewOf } from "./make-request";
import { issuesOfTemplates } from "./payload/template-issues";
import { signingCount } from "./secrets";
import { refuseEventType } from "./settings";
import { findSourceEvent } from "./source-event";
import { subscribableEvents } from "./subscribable";

/** What only a saved webhook and a delivery have. */
const [exampleWebhook, exampleDelivery] = ["whk_01h455vb4pex5vsknk084sn02p", "dlv_01h455vb4pex5vsknk084sn02j"];
const exampleUrl = "https://example.com/webhook";

type PreviewInput = Input<typeof workspaceWebhookContracts.preview> & { campaignId?: string };

/**
 * The exact request that settings would send, made from a real event where there is one. Signatures and credentials are masked: they change
 * with every attempt, or are secret. What a mapping can't fill is a warning at its row. Throws `invalid_input` and `not_found`.
 */
export async function previewWebhook(
  ctx: WorkspaceCtx,
  { campaignId, eventId, eventType, webhookId, ...draft }: PreviewInput,
): Promise<Answer<typeof workspaceWebhookContracts.preview>> {
  authorize(ctx, "webhooks:write");
  const home = await loadHome(ctx, campaignId);
  const saved = webhookId === undefined ? null : await loadWebhook(ctx, { campaignId, webhookId });
  const type = eventType ?? draft.events?.[0] ?? subscribableEvents(homeKind(home))[0]?.events[0]?.name ?? "";
  if (eventId === undefined) refuseEventType(home, type, eventType === undefined ? "events.0" : "eventType");
  const source = await findSourceEvent(ctx, home, { eventId, type });
  const { url = "", method = "POST", contentType = "json", auth, customPayload = null, name = "" } = draft;
  const { request, warnings, problem } = await makeRequest(ctx, source, {
    webhook: { id: webhookId ?? exampleWebhook, name },
    deliveryId: exampleDelivery,
    url: URL.canParse(url) ? url : exampleUrl,
    method,
    contentType,
    customPayload,
    authorization: method === "POST" && auth?.type === "basic" ? maskedCredentials : null,
    secrets: Array.from({ length: signatureCount(ctx, draft.secret, saved) }, () => "stands for the real one"),
    hexSignature: draft.hexSignature ?? false,
  });
  const { id, occurredAt } = source.event;
  const issues = issuesOfTemplates(customPayload?.mappings ?? []);
  return {
    request: viewOf(request, maskedSignatures(request.headers)),
    event: { id, type: source.event.type, occurredAt: occurredAt.toISOString() },
    warnings: [
      ...issues.map(({ row, message }) => ({ row, message })),
      // What is wrong with a row says already why nothing could be made of it.
      ...(problem === null || issues.length > 0 ? [] : [{ row: problem.row, message: problem.message }]),
      ...warnings,
    ],
  };
}

/** How many signatures there would be: `""` keeps what is saved. */
function signatureCount(ctx: WorkspaceCtx, secret: string | null | undefined, saved: WebhookRow | null): number {
  if (secret === undefined || secret === "") return saved === null ? 0 : signingCount(ctx, saved);
  return secret === null ? 0 : 1;
}

/** Every signature in place of its bytes: they change with each attempt. */
const maskedSignatures = ({ "webhook-signature": signatures = "" }: Record<string, string>) => ({
  "webhook-signature": signatures.replace(/v1,\S+/g, "v1,••••••"),
  "x-webhook-signature": "••••••",
});
