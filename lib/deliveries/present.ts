import type { DeliveryState } from "@/db/enums";
import { fromUuid } from "@/db/ids";
import { causes, isCause } from "../outbound/causes";
import type { Delivery } from "./contract";

/** A delivery as lists read it. Ids are bare UUIDs. */
export interface DeliveryRow {
  id: string;
  webhookId: string;
  campaignId: string | null;
  eventId: string;
  eventType: string;
  contactId: string | null;
  state: DeliveryState;
  attempts: number;
  responseStatus: number | null;
  cause: string | null;
  error: string | null;
  durationMs: number | null;
  createdAt: Date;
  finishedAt: Date | null;
  /** Null when it was deleted. */
  webhookUrl: string | null;
  webhookName: string | null;
  webhookIsOff: boolean | null;
  webhookCampaignId: string | null;
  campaignName: string | null;
  runId: string | null;
  journeyId: string | null;
  journeyName: string | null;
  nodeId: string | null;
  audienceId: string | null;
  email: string | null;
  dueAt: Date | null;
  /** How many of its schedule have been made. */
  scheduled: number | null;
}

/** A cause with its words; one that a newer version wrote stands for itself. */
export const presentCause = (code: string | null, error: string | null): Delivery["cause"] => {
  if (code === null) return null;
  const label = isCause(code) ? causes[code].label : code;
  return { code, label, message: error ?? `${label}.` };
};

const idOrNull = (prefix: "cmp" | "con" | "aud" | "run", uuid: string | null) =>
  uuid === null ? null : fromUuid(prefix, uuid);

/** A delivery as the API lists it. */
export const presentDelivery = (row: DeliveryRow): Delivery => ({
  id: fromUuid("dlv", row.id),
  webhook:
    row.webhookUrl === null
      ? null
      : {
          id: fromUuid("whk", row.webhookId),
          name: row.webhookName ?? "",
          url: row.webhookUrl,
          campaignId: idOrNull("cmp", row.webhookCampaignId),
          isOff: row.webhookIsOff ?? false,
        },
  campaign:
    row.campaignId === null || row.campaignName === null
      ? null
      : { id: fromUuid("cmp", row.campaignId), name: row.campaignName },
  journey:
    row.journeyId === null
      ? null
      : {
          id: fromUuid("jny", row.journeyId),
          name: row.journeyName ?? "",
          nodeId: row.nodeId ?? "",
          runId: idOrNull("run", row.runId),
        },
  event: { id: fromUuid("evt", row.eventId), type: row.eventType },
  contact:
    row.contactId === null
      ? null
      : { id: fromUuid("con", row.contactId), audienceId: idOrNull("aud", row.audienceId), email: row.email },
  state: row.state,
  attemptCount: row.attempts,
  responseStatus: row.responseStatus,
  cause: presentCause(row.cause, row.error),
  durationMs: row.durationMs,
  nextAttemptAt: row.dueAt?.toISOString() ?? null,
  nextAttemptNumber: row.scheduled === null ? null : row.scheduled + 1,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
