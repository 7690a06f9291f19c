import { isRecord } from "../../variables/is-record";
import type { Scope } from "../../variables/scope";

/** The contact as the API shows it: what is derived or loaded for mappings stays out, so that the payload is always the same. */
const contactKeys = ["id", "email", "status", "fields", "tags", "groups", "createdAt", "updatedAt"];

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
      campaign: isRecord(scope.campaign) ? scope.campaign : null,
      event: pick(event, ["id", "type", "occurredAt", "data"]),
    },
  };
}

const pick = (from: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key]]));
