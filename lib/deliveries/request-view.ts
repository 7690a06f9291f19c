import type { RequestMethod, WebhookContentType } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { toRequest } from "../webhooks/attempt-request";
import type { RequestView } from "../webhooks/contract";
import { type ExtraHeader, maskedHeaders, openHeaders, sentHeaders } from "../webhooks/extra-headers";
import { webhookLimits } from "../webhooks/limits";
import { readCustomPayload } from "../webhooks/load-subscriptions";
import { buildPayload } from "../webhooks/payload/build";
import { encode } from "../webhooks/payload/encode";
import { readableBy } from "./readable";

interface Row {
  id: string;
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

/** A bare UUID of a delivery of this workspace, and where its last attempt went: all that is known once its webhook was deleted. */
export interface Viewed {
  id: string;
  lastUrl: string | null;
}

/**
 * The requests as the next attempts would send them: to the webhook's present address, with the stored bytes. Time and signatures belong
 * to an attempt, so words stand in their place; credentials are masked, and links that this reader may not use. One statement. Left out is what is not there any more, has nowhere
 * to go, or has a larger body than asked for.
 */
export async function viewRequests(
  ctx: WorkspaceCtx,
  viewed: readonly Viewed[],
  bodyBytesMax: number = webhookLimits.bodyBytesMax,
): Promise<Map<string, RequestView>> {
  if (viewed.length === 0) return new Map();
  const workspaceId = toUuid("wks", ctx.workspace.id);
  const rows = await ctx.sql<Row[]>`
    select d.id, d.method, d.content_type as "contentType", d.body, case when d.body is null then d.scope end as scope, d.hop,
      case when w.id is not null then coalesce(d.url, w.url) end as url, w.extra_headers as "extraHeaders", w.username,
      w.secret is not null as "isSigned", w.hex_signature as "hexSignature", w.custom_payload as "customPayload"
    from deliveries d left join webhooks w on w.id = d.webhook_id and w.workspace_id = ${workspaceId}
    where d.workspace_id = ${workspaceId} and d.id = any(${viewed.map(({ id }) => id)}::uuid[])
      and coalesce(octet_length(d.body) <= ${bodyBytesMax}, true)`;
  const lastUrls = new Map(viewed.map(({ id, lastUrl }) => [id, lastUrl]));
  return new Map(
    rows.flatMap((row): [string, RequestView][] => {
      const view = viewOf(ctx, row, lastUrls.get(row.id) ?? null);
      return view === null ? [] : [[row.id, view]];
    }),
  );
}

function viewOf(ctx: WorkspaceCtx, row: Row, lastUrl: string | null): RequestView | null {
  const body = row.body ?? bodyToBe(row);
  const to = row.url ?? lastUrl;
  if (body === null || to === null) return null;
  const extra = openedHeaders(ctx, row.extraHeaders);
  const {
    url,
    method,
    headers,
    body: sent,
  } = toRequest({
    id: fromUuid("dlv", row.id),
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
  const readable = readableBy(ctx);
  return {
    method,
    url: readable(url.href),
    headers: Object.entries(all).map(([name, value]) => ({ name, value })),
    body: sent === null ? null : readable(new TextDecoder().decode(sent)),
  };
}

/** None where they were sealed with another key: nothing is sent then. */
function openedHeaders(ctx: WorkspaceCtx, sealed: Uint8Array | null): ExtraHeader[] {
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
