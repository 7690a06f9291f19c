import type { WebhookContentType } from "@/db/enums";
import { fromUuid } from "@/db/ids";
import type { Ctx } from "../../context";
import type { Exchange } from "../../outbound/outbound";
import { toRequest } from "../../webhooks/attempt-request";
import { maskedHeaders, sentHeaders } from "../../webhooks/extra-headers";
import { judge, type Refused } from "../../webhooks/judge";
import type { Sign } from "./breaker";
import type { Claimed } from "./claim";
import type { Endpoint } from "./endpoints";
import { parseRetryAfter, retryDelayMs } from "./retry";

/** A request that was made, and what becomes of its delivery. Ids are bare UUIDs. */
export interface Attempt {
  delivery: Claimed;
  /** Of the schedule, counting from 1: sending again begins it anew. */
  number: number;
  /** Without a GET's data, which is the delivery's body. */
  url: string;
  /** As sent; credentials masked. */
  requestHeaders: Record<string, string>;
  startedAt: Date;
  durationMs: number;
  responseStatus: number | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
  responseTruncated: boolean;
  /** Null when it was delivered. */
  refused: Refused | null;
  /** When it is tried again; null when the delivery has ended. */
  retryAt: Date | null;
  sign: Sign;
}

const contentTypes: Record<WebhookContentType, string> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
};

/** Makes one attempt. Never throws: what can't even be sent is a failed attempt too, with its reason. */
export async function attempt(
  ctx: Pick<Ctx, "outbound" | "now">,
  endpoint: Endpoint,
  delivery: Claimed,
  body: Uint8Array | null,
): Promise<Attempt> {
  if (body === null) return notSent(ctx, endpoint, delivery, "Its data is gone.");
  if (endpoint.sealProblem !== null) return notSent(ctx, endpoint, delivery, endpoint.sealProblem);
  const url = delivery.url ?? endpoint.url;
  if (!URL.canParse(url)) return notSent(ctx, endpoint, delivery, "The payload URL can't be read.");
  const startedAt = ctx.now();
  const request = toRequest({
    ...endpoint,
    url,
    extraHeaders: sentHeaders(endpoint.extraHeaders),
    id: fromUuid("dlv", delivery.id),
    at: startedAt,
    method: delivery.method,
    contentType: contentTypes[delivery.contentType],
    body,
    hop: delivery.hop,
  });
  const exchange = await ctx.outbound.send(request);
  return noteAttempt(ctx, endpoint, delivery, startedAt, masked(request.headers, endpoint), exchange);
}

/** An attempt that failed before anything was sent. */
export const notSent = (ctx: Pick<Ctx, "now">, endpoint: Endpoint, delivery: Claimed, message: string): Attempt =>
  noteAttempt(
    ctx,
    endpoint,
    delivery,
    ctx.now(),
    {},
    { answered: false, cause: "bad_request", message, durationMs: 0 },
  );

const masked = (
  headers: Record<string, string>,
  { authorization, extraHeaders }: Endpoint,
): Record<string, string> => ({
  ...headers,
  ...(authorization === null ? {} : { authorization: "Basic ••••••" }),
  ...maskedHeaders(extraHeaders),
});

/** What an exchange means for its delivery and its endpoint. */
function noteAttempt(
  { now }: Pick<Ctx, "now">,
  endpoint: Endpoint,
  delivery: Claimed,
  startedAt: Date,
  requestHeaders: Record<string, string>,
  exchange: Exchange,
): Attempt {
  const endedAt = now();
  const refused = judge(exchange, endpoint);
  const response = exchange.answered ? exchange.response : null;
  const responseStatus = response?.status ?? null;
  const retryAfterMs = parseRetryAfter(response?.headers["retry-after"], endedAt);
  const number = delivery.attempts + 1;
  const failure = refused === null ? null : { ...refused, responseStatus, retryAfterMs };
  const isLast = delivery.tries + 1 >= endpoint.attemptsMax;
  const delayMs = failure === null || isLast ? null : retryDelayMs(delivery.tries + 1, failure, Math.random());
  return {
    delivery,
    number,
    url: delivery.url ?? endpoint.url,
    requestHeaders,
    startedAt,
    durationMs: exchange.durationMs,
    responseStatus,
    responseHeaders: response?.headers ?? null,
    responseBody: endpoint.logResponseBody ? (response?.body ?? null) : null,
    responseTruncated: endpoint.logResponseBody && response?.truncated === true,
    refused,
    retryAt: delayMs === null ? null : new Date(endedAt.getTime() + delayMs),
    sign: { startedAt, endedAt, failure },
  };
}
