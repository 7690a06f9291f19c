import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { conflict, invalid, notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { oversize, storableObject } from "../mapping/json-value";
import { authorize } from "../workspaces/permissions";
import type { enterJourneyContract } from "./contract";
import { enterRuns } from "./engine/enter-runs";
import { loadPublished } from "./engine/published";
import { loadJourney } from "./load";
import type { TriggerEvent } from "./scope";

const dataLimits = { depthMax: 10, keysMax: 500 } as const;
const dataCharactersMax = 64 * 1024;

/**
 * Puts a contact into a live journey, whatever starts it, by its rule of re-entry. `data` stands as `event.data` on the way. Throws
 * `conflict` when the journey is not live or lets nobody in twice, `invalid_input` for data that is too large, `not_found`.
 */
export async function enterJourney(
  ctx: WorkspaceCtx,
  { journeyId, contactId, data }: Input<typeof enterJourneyContract>,
): Promise<Answer<typeof enterJourneyContract>> {
  authorize(ctx, "journeys:write");
  const trigger = data === undefined ? null : byHand(ctx, data);
  const journey = await loadJourney(ctx, journeyId);
  if (journey.status !== "live" || journey.publishedVersionId === null)
    throw conflict("This journey is not live. Publish or resume it first.");
  const versionId = toUuid("jnv", journey.publishedVersionId);
  const version = (await loadPublished(ctx.sql, [versionId])).get(versionId);
  if (version?.startNodeId == null || version.trigger === null)
    throw conflict("This journey's trigger can't be read any more. Publish the journey again.");
  const entry = {
    workspaceId: toUuid("wks", ctx.workspace.id),
    journeyId: toUuid("jny", journey.id),
    versionId,
    audienceId: toUuid("aud", journey.audienceId),
    contactId: toUuid("con", contactId),
    startNodeId: version.startNodeId,
    reentry: version.trigger.reentry,
    trigger,
    hop: 0,
  };
  const runId = await ctx.sql.begin(async (tx) => {
    // Held, so that nobody deletes the contact before its run is there to be ended.
    const [contact] = await tx`
      select from contacts where audience_id = ${entry.audienceId} and id = ${entry.contactId} for key share`;
    if (contact === undefined) throw notFound("contact");
    const [entered] = await enterRuns(tx, [entry], ctx.now());
    return entered ?? null;
  });
  if (runId === null)
    throw conflict("This contact has been in the journey, which lets nobody in again so soon. Its trigger says so.");
  ctx.signals.send("journeys/due");
  return { runId: fromUuid("run", runId) };
}

function byHand(ctx: WorkspaceCtx, data: Record<string, unknown>): TriggerEvent {
  if (oversize(data, dataLimits) !== null || JSON.stringify(data).length > dataCharactersMax)
    throw invalid("The data is too large: 500 keys, 10 levels and 64 KB at most.", [
      { path: "data", message: "Send less data." },
    ]);
  return { id: null, type: "journey.entered", occurredAt: ctx.now().toISOString(), data: storableObject(data) };
}
