import type { InboundRequestDetail } from "@/lib/inbound/contract";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";

/**
 * Why an ignored path can't become a field from here, in one sentence; null when it can. With a mapping a field alone is not enough: the
 * webhook must get a line for it, so both have to be of one audience, and the type has to write fields.
 */
export function whyNoField(
  request: Pick<InboundRequestDetail, "audienceId">,
  webhook: Pick<WorkspaceWebhook, "audienceId" | "type">,
  { canMap, isTakenApart }: { canMap: boolean; isTakenApart: boolean },
): string | null {
  if (webhook.type === "DELETE")
    return "No field can be created for what is ignored: this webhook only deletes contacts.";
  if (webhook.audienceId !== request.audienceId)
    return "What is ignored can't become a field here: the webhook writes to another audience now.";
  if (!canMap)
    return "To fill a field from what is ignored, ask somebody who may change webhooks for a line in the mapping.";
  if (!isTakenApart)
    return "To fill a field from what is ignored, add the field to the audience and a line to the webhook's mapping.";
  return null;
}
