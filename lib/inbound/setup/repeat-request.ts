import type { InboundRequestDetail } from "../contract";
import { curlCommand, rawData } from "./curl";

/**
 * A curl command that sends a logged request once more, as a new delivery: idempotency keys and masked headers stay behind.
 * Bytes that were no UTF-8 are not the same ones any more.
 */
export const repeatRequest = (request: Pick<InboundRequestDetail, "contentType" | "body">, url: string): string =>
  curlCommand(url, request.contentType, request.body === null ? [] : [rawData(request.body)]);
