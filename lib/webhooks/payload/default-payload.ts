import { isRecord } from "../../variables/is-record";
import type { Scope } from "../../variables/scope";

// What events carry. What is derived for mappings, or was loaded for another webhook's, stays out: the payload is always the same.
const contactKeys = ["id", "email", "status", "fields", "tags", "groups", "createdAt", "updatedAt"];
const campaignKeys = ["id", "name", "subject", "fromName", "fromEmail", "status", "audienceName"];

/** What is sent without a mapping: Standard Webhooks' `{type, timestamp, data}`. */
export function defaultPayload(scope: Scope): Record<string, unknown> {
  const event = isRecord(scope.event) ? scope.event : {};
  const { audience } = scope;
  return {
    type: event.type ?? null,
    timestamp: event.occurredAt ?? null,
    data: {
      contact: isRecord(scope.contact) ? pick(scope.contact, contactKeys) : null,
      audience: isRecord(audience) ? pick(audience, ["id"]) : null,
      campaign: isRecord(scope.campaign) ? pick(scope.campaign, campaignKeys) : null,
      event: pick(event, ["id", "type", "occurredAt", "data"]),
    },
  };
}

const pick = (from: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key]]));
