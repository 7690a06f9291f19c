import { createBatcher } from "../batcher";
import { contactTransaction } from "../contacts/conflict";
import type { Ctx } from "../context";
import { isOutage } from "../outage";
import type { TrackResult } from "./contract";
import { trackingLimits } from "./limits";
import { recordEvents, type TrackRequest } from "./record-events";

/** Writes the events of a request. What it resolves with is durable; one result for each event, in their order. */
export type RecordEvents = (request: TrackRequest) => Promise<TrackResult[]>;

/** Events on their way into the database. One per process: requests that arrive together share a transaction. */
export interface EventRecorder {
  record: RecordEvents;
  /** Waits for the requests that were taken. */
  close(): Promise<void>;
}

export function createRecorder(ctx: Ctx): EventRecorder {
  const { submit, close } = createBatcher<TrackRequest, TrackResult[]>({
    run: (requests) => recordTogether(ctx, requests),
    batchMax: trackingLimits.batchRequestsMax,
    queueMax: trackingLimits.queueRequestsMax,
    bytesOf: ({ read }) =>
      read.reduce((sum, item) => sum + Math.max(trackingLimits.eventBytesMin, item.ok ? item.event.bytes : 0), 0),
    batchBytesMax: trackingLimits.batchBytesMax,
    queueBytesMax: trackingLimits.queueBytesMax,
    lanes: trackingLimits.lanes,
    isOutage,
  });
  return { record: submit, close };
}

/** In a transaction of its own, where nobody keeps a recorder. */
export const recordAlone =
  (ctx: Ctx): RecordEvents =>
  async (request) =>
    (await recordTogether(ctx, [request]))[0] ?? [];

const recordTogether = (ctx: Ctx, requests: TrackRequest[]): Promise<TrackResult[][]> =>
  contactTransaction(ctx, (tx) => recordEvents(tx, requests, ctx.now()));
