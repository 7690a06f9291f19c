import type { RequestMethod, WebhookContentType } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { toRequest } from "../webhooks/attempt-request";
import type { RequestView } from "../webhooks/contract";
import { type ExtraHeader, maskedHeaders, openHeaders, sentHeaders } from "../webhooks/extra-headers";
import { readCustomPayload } from "../webhooks/load-subscriptions";
import { buildPayload } from "../webhooks/payload/build";
import { encode } from "../webhooks/payload/encode";

interface Row {
  method: RequestMethod;
  contentType: WebhookContentType;
  body: Uint8Array | null;
  scope: Record<string, unknown> | null;
  hop: number;
  /** The delivery's own address, or else its webhook's. */
  url: string | null;
  extraHeaders: Uint8Array | null;
  username: string | null;
  isSigned: boolean;
  hexSignature: boolean | null;
  customPayload: unknown;
}

const atSending = "made when it is sent";

/**
 * The request as the next attempt would send it: to the webhook's present address, with the stored bytes. Time and signatures belong to an
 * attempt, so words stand in their place; credentials are masked.
 * @param id a bare UUID of a delivery of this workspace
 * @param lastUrl where the last attempt went: all that is known once the webhook was deleted
 * @returns null when there is nothing to send any more, or nowhere to
 */
export async function viewRequest(ctx: WorkspaceCtx, id: string, lastUrl: string | null): Promise<RequestView | null> {
  const workspaceId = toUuid("wks", ctx.workspace.id);
  const [row] = await ctx.sql<Row[]>`
    select d.method, d.content_type as "contentType", d.body, case when d.body is null then d.scope end as scope, d.hop,
      case when w.id is not null then coalesce(d.url, w.url) end as url, w.extra_headers as "extraHeaders", w.username,
      w.secret is not null as "isSigned", w.hex_signature as "hexSignature", w.custom_payload as "customPayload"
    from deliveries d left join webhooks w on w.id = d.webhook_id and w.workspace_id = ${workspaceId}
    where d.workspace_id = ${workspaceId} and d.id = ${id}`;
  const body = row === undefined ? null : (row.body ?? bodyToBe(row));
  const to = row?.url ?? lastUrl;
  if (row === undefined || body === null || to === null) return null;
  const extra = readable(ctx, row.extraHeaders);
  const {
    url,
    method,
    headers,
    body: sent,
  } = toRequest({
    id: fromUuid("dlv", id),
    at: ctx.now(),
    url: to,
    method: row.method,
    contentType: row.contentType === "json" ? "application/json" : "application/x-www-form-urlencoded",
    body,
    extraHeaders: { ...sentHeaders(extra), ...maskedHeaders(extra) },
    authorization: row.username === null ? null : "Basic ••••••",
    secrets: [],
    hexSignature: false,
    hop: row.hop,
  });
  const all = {
    ...headers,
    "webhook-timestamp": atSending,
    ...(row.isSigned ? { "webhook-signature": atSending } : {}),
    ...(row.isSigned && row.hexSignature === true ? { "x-webhook-signature": atSending } : {}),
  };
  return {
    method,
    url: url.href,
    headers: Object.entries(all).map(([name, value]) => ({ name, value })),
    body: sent === null ? null : new TextDecoder().decode(sent),
  };
}

/** None where they were sealed with another key: nothing is sent then. */
function readable(ctx: WorkspaceCtx, sealed: Uint8Array | null): ExtraHeader[] {
  try {
    return openHeaders(ctx, sealed);
  } catch {
    return [];
  }
}

/** A body with templates is made just before the first attempt: this is what it would be now. Null when it can't be made. */
function bodyToBe({ scope, customPayload, contentType, method }: Row): Uint8Array | null {
  if (scope === null) return null;
  const built = buildPayload(readCustomPayload(customPayload), scope);
  if (!built.ok) return null;
  const encoded = encode(built.value, contentType, method);
  return encoded.ok ? encoded.body : null;
}
