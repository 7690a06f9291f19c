import type { InboundRequestDetail } from "../contract";
import { curlCommand, rawData, shellQuote } from "./curl";

/**
 * A curl command that sends a logged request once more, as a new delivery: idempotency keys and masked headers stay behind.
 * Bytes that were no UTF-8 are not the same ones any more.
 */
export function repeatRequest(
  { method, contentType, body, query }: Pick<InboundRequestDetail, "method" | "contentType" | "body" | "query">,
  url: string,
): string {
  if (method === "GET") return `curl ${shellQuote(query ? `${url}?${query}` : url)}`;
  return curlCommand(url, contentType, body === null ? [] : [rawData(body)]);
}
