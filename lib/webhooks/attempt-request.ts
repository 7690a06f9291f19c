import type { RequestMethod } from "@/db/enums";
import type { OutboundRequest } from "../outbound/outbound";
import { webhookLimits } from "./limits";
import { targetOf } from "./payload/encode";
import { signedHeaders } from "./sign";

const userAgent = "Tidegate/0.1";

/** What one attempt is made from; everything but the moment is the same for each attempt of a delivery. */
export interface RequestParts {
  /** `dlv_…`: the receiver's `webhook-id`. */
  id: string;
  at: Date;
  url: string;
  method: RequestMethod;
  /** The `content-type` header of what has a body. */
  contentType: string;
  /** The body, or the query string of a GET. */
  body: Uint8Array;
  /** The whole header, or null. */
  authorization: string | null;
  secrets: readonly string[];
  hexSignature: boolean;
  /** Beside ours, names in lower case: of those that both have, these count. */
  extraHeaders?: Readonly<Record<string, string>>;
  /** Over the whole exchange. */
  timeoutMs?: number;
  /** Through how many webhooks of ours it has come before this one. */
  hop: number;
}

/**
 * The request of one attempt: the stored bytes with the headers of Standard Webhooks, signed for this moment. Throws a TypeError for a URL
 * that is none.
 */
export function toRequest(parts: RequestParts): OutboundRequest {
  const { url, body, signed } = targetOf(parts.url, parts.method, parts.body);
  const headers: Record<string, string> = {
    "user-agent": userAgent,
    accept: "*/*",
    ...(body === null ? {} : { "content-type": parts.contentType }),
    ...(parts.authorization === null ? {} : { authorization: parts.authorization }),
    ...parts.extraHeaders,
    ...signedHeaders({
      id: parts.id,
      timestamp: parts.at,
      body: signed,
      secrets: parts.secrets,
      hex: parts.hexSignature,
    }),
    // Our own doors refuse what has come through too many: two systems are calling each other.
    "tidegate-hop": String(parts.hop + 1),
  };
  return {
    url,
    method: parts.method,
    headers,
    body,
    timeoutMs: parts.timeoutMs ?? webhookLimits.timeoutMs,
    responseBytesMax: webhookLimits.responseBytesMax,
  };
}
