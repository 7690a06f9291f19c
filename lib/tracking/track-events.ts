import { toUuid } from "@/db/ids";
import { sourceOf } from "../contacts/source-of";
import type { WorkspaceCtx } from "../context";
import { AppError, invalid } from "../errors";
import type { Answer } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { TrackResult, trackEventsContract } from "./contract";
import { trackingLimits } from "./limits";
import { readEvent } from "./read-event";
import { type RecordEvents, recordAlone } from "./recorder";

/**
 * Takes events from another sender, a single one or a list with a result for each: a bad one does not spoil the others. All that are
 * accepted are durable together, with the changes of status that they cause. The same id again is the same event.
 * @param body parsed JSON: one `trackedEventSchema`, or a list of them
 * @param record what writes them: the process's recorder, where several requests may arrive together
 * Throws `invalid_input` for a list that is empty or too long, and what a single event is refused for.
 */
export async function trackEvents(
  ctx: WorkspaceCtx,
  body: unknown,
  record: RecordEvents = recordAlone(ctx),
): Promise<Answer<typeof trackEventsContract>> {
  authorize(ctx, "contacts:write");
  const items: unknown[] = Array.isArray(body) ? body : [body];
  if (items.length === 0) throw invalid("The list is empty. Send at least one event.");
  if (items.length > trackingLimits.itemsMax)
    throw invalid(`The list has ${items.length} events; send at most ${trackingLimits.itemsMax} in one request.`);
  const now = ctx.now();
  const workspaceId = toUuid("wks", ctx.workspace.id);
  const read = items.map((item) => readEvent(item, workspaceId, now));
  const results = await record({ read, source: sourceOf(ctx) });
  if (!Array.isArray(body)) for (const result of results) throwRefused(result);
  return { results };
}

function throwRefused({ status, code = "invalid_input", message = "" }: TrackResult): void {
  if (status === "refused") throw new AppError(code, message);
}
