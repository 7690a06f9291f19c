import { newId } from "@/db/ids";
import type { OutboundRequest } from "../../outbound/outbound";
import type { Scope } from "../../variables/scope";
import { toRequest } from "../../webhooks/attempt-request";
import type { WebhookConfig } from "../blocks/webhook";
import { type NoRequest, type SecretOf, webhookRequest } from "../webhook-request";

/** The first attempt that a Webhook block would make for a contact now, with an id of its own; or why there is none. */
export function firstAttempt(
  config: WebhookConfig,
  secretOf: SecretOf,
  scope: Scope,
  at: Date,
): { request: OutboundRequest } | NoRequest {
  const made = webhookRequest(config, secretOf, scope);
  if ("problem" in made) return made;
  const { "content-type": contentType = "", ...extraHeaders } = made.headers;
  const request = toRequest({
    id: newId("dlv"),
    at,
    url: made.url,
    method: made.method,
    contentType,
    body: made.body ?? new Uint8Array(),
    authorization: null,
    extraHeaders,
    secrets: [],
    hexSignature: false,
    timeoutMs: config.timeoutS * 1_000,
    hop: 0,
  });
  return { request };
}
