import { AppError } from "../errors";
import { runtime } from "../runtime";
import { trackEventsContract } from "../tracking/contract";
import { trackingLimits } from "../tracking/limits";
import type { EventRecorder } from "../tracking/recorder";
import { trackEvents } from "../tracking/track-events";
import type { ApiDeps } from "./deps";
import { readJson } from "./read-json";
import { respond } from "./respond";
import { apiKeyContext } from "./workspace-context";

/** What answering another sender needs of the runtime. */
export interface TrackDeps extends ApiDeps {
  recorder: EventRecorder;
}

/** Events from other senders, as Next's route handler. */
export const trackRoute = async (request: Request): Promise<Response> => answerTracking(await runtime(), request);

/** One request of another sender: API key → workspace → events. Anything but POST is told so. */
export async function answerTracking(deps: TrackDeps, request: Request): Promise<Response> {
  const response = await respond(deps.log, trackEventsContract, async (requestId) => {
    if (request.method !== "POST")
      throw new AppError("method_not_allowed", "Send events with a POST request to this URL.");
    const ctx = await apiKeyContext(deps, request, requestId);
    return trackEvents(ctx, await readJson(request, trackingLimits.bodyBytesMax), deps.recorder.record);
  });
  if (response.status === 405) response.headers.set("allow", "POST");
  return response;
}
