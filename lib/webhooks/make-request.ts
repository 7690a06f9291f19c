import type { RequestMethod, WebhookContentType } from "@/db/enums";
import type { WorkspaceCtx } from "../context";
import type { OutboundRequest } from "../outbound/outbound";
import { scopeOf } from "../variables/scope";
import { toRequest } from "./attempt-request";
import type { RequestView } from "./contract";
import { buildPayload, needsOfPayload, type PayloadWarning } from "./payload/build";
import { encode } from "./payload/encode";
import type { CustomPayload } from "./payload/mapping";
import type { SourceEvent } from "./source-event";

/** What a request is made from, saved or not. */
export interface RequestDraft {
  webhook: { id: string; name: string };
  /** The `webhook-id`. */
  deliveryId: string;
  url: string;
  method: RequestMethod;
  contentType: WebhookContentType;
  customPayload: CustomPayload | null;
  authorization: string | null;
  secrets: readonly string[];
  hexSignature: boolean;
}

export interface MadeRequest {
  request: OutboundRequest;
  warnings: PayloadWarning[];
  /** Why the body could not be made, and by which row; then it is empty. */
  problem: { row: number | null; message: string } | null;
}

/** The request that a webhook would make of an event at this moment, as a delivery's first attempt does. */
export async function makeRequest(ctx: WorkspaceCtx, source: SourceEvent, draft: RequestDraft): Promise<MadeRequest> {
  const { webhook, deliveryId, customPayload, method, contentType, ...parts } = draft;
  const at = ctx.now();
  const scope = scopeOf({
    event: source.event,
    workspace: { id: ctx.workspace.id },
    now: at,
    webhook,
    deliveryId,
    extras: await source.extras(needsOfPayload(customPayload)),
  });
  const payload = buildPayload(customPayload, scope);
  const encoded = payload.ok ? encode(payload.value, contentType, method) : encode({}, contentType, method);
  const problem = payload.ok ? (encoded.ok ? null : { row: null, message: encoded.message }) : payload;
  const empty = problem !== null || !encoded.ok;
  const request = toRequest({
    ...parts,
    id: deliveryId,
    at,
    method,
    contentType: (encoded.ok ? encoded.contentTypeHeader : null) ?? "",
    body: empty ? new Uint8Array() : encoded.body,
    hop: 0,
  });
  return { request, warnings: payload.ok ? payload.warnings : [], problem };
}

/** A request as people read it; `masked` headers stand for what they may not read, or what changes with every attempt. */
export function viewOf(request: OutboundRequest, masked: Readonly<Record<string, string>>): RequestView {
  const headers = Object.entries(request.headers).map(([name, value]) => ({ name, value: masked[name] ?? value }));
  return {
    method: request.method,
    url: request.url.href,
    headers,
    body: request.body === null ? null : Buffer.from(request.body).toString("utf8"),
  };
}

export const maskedCredentials = "Basic ••••••";
