import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "../../context";
import { forgetAttempts } from "../forget";
import { type DeliveryEnd, wakeRuns } from "../wake-runs";
import type { Attempt } from "./attempt";
import { noteHealth, readHealth } from "./health";

const queueRows = rowsOf({ id: "uuid", retry_at: "timestamptz", attempts: "int" });
const deliveryRows = rowsOf({
  workspace_id: "uuid",
  id: "uuid",
  state: "text",
  attempts: "int",
  response_status: "int",
  cause: "text",
  error: "text",
  duration_ms: "real",
  finished_at: "timestamptz",
});
const attemptRows = rowsOf({
  delivery_id: "uuid",
  number: "int",
  workspace_id: "uuid",
  url: "text",
  request_headers: "json not null",
  started_at: "timestamptz",
  duration_ms: "real",
  response_status: "int",
  response_headers: "json",
  response_body: "text",
  response_truncated: "text",
  cause: "text",
  error: "text",
});
const trafficRows = rowsOf({
  webhook_id: "uuid",
  hour: "timestamptz",
  succeeded: "int",
  failed: "int",
  duration_ms: "int",
});

const hourMs = 3_600_000;

/**
 * Writes what came of attempts, in one transaction of six statements for any number of them: the queue, deliveries, attempts, their
 * endpoints' health and traffic; one more wakes runs that waited. Only where the claim is still ours: a row whose lease ended has been sent by somebody else, and their
 * word counts. An endpoint that said 410 is switched off.
 */
export async function settle(ctx: Ctx, claimId: string, attempts: readonly Attempt[]): Promise<void> {
  const webhookIds = [...new Set(attempts.map(({ delivery }) => delivery.webhookId))];
  const woken = await ctx.sql.begin(async (tx) => {
    const [ours, seen] = await Promise.all([releaseRows(tx, claimId, attempts), readHealth(tx, webhookIds)]);
    const counted = attempts.filter(({ delivery }) => ours.has(delivery.id));
    const gone = counted.filter(({ refused }) => refused?.cause === "gone").map(({ delivery }) => delivery.webhookId);
    const [updated] = await Promise.all([
      updateDeliveries(tx, counted),
      insertAttempts(tx, counted),
      noteHealth(tx, seen, counted),
      countTraffic(tx, counted),
      gone.length === 0 ? null : switchOff(tx, gone, ctx.now()),
    ]);
    const ended = updated.filter(({ ended }) => ended);
    await forgetAttempts(tx, ended);
    const awaited = new Set(ended.flatMap(({ id, ofRun }) => (ofRun ? [id] : [])));
    return wakeRuns(tx, counted.filter(({ delivery }) => awaited.has(delivery.id)).map(endOf), ctx.now());
  });
  if (woken > 0) ctx.signals.send("journeys/due");
}

/** Takes ended deliveries off the queue and puts the others back for their next attempt; answers which were still ours. */
async function releaseRows(tx: TransactionSql, claimId: string, attempts: readonly Attempt[]): Promise<Set<string>> {
  const rows = attempts.map(({ delivery, retryAt }) => ({
    id: delivery.id,
    retry_at: retryAt,
    attempts: delivery.tries + 1,
  }));
  const ended = rows.filter(({ retry_at }) => retry_at === null);
  const again = rows.filter(({ retry_at }) => retry_at !== null);
  const [deleted, updated] = await Promise.all([
    ended.length === 0
      ? []
      : tx<{ id: string }[]>`
      delete from delivery_queue where id = any(${ended.map(({ id }) => id)}::uuid[]) and claim_id = ${claimId} returning id`,
    again.length === 0
      ? []
      : tx<{ id: string }[]>`
      update delivery_queue q set claim_id = null, due_at = r.retry_at, attempts = r.attempts
      from ${queueRows(again)} as r where q.id = r.id and q.claim_id = ${claimId} returning q.id`,
  ]);
  return new Set([...deleted, ...updated].map(({ id }) => id));
}

const endOf = ({ delivery, refused, responseStatus, responseBody }: Attempt): DeliveryEnd => ({
  deliveryId: delivery.id,
  succeeded: refused === null,
  status: responseStatus,
  body: responseBody,
  error: refused?.message ?? null,
});

/** `forget`: its contact was deleted meanwhile; `ofRun`: a journey asked for it. */
const updateDeliveries = (tx: TransactionSql, attempts: readonly Attempt[]) =>
  tx<{ id: string; ended: boolean; forget: boolean; ofRun: boolean }[]>`
  update deliveries d set state = r.state, attempts = r.attempts, response_status = r.response_status, cause = r.cause, error = r.error,
    duration_ms = r.duration_ms, finished_at = r.finished_at,
    body = case when d.forget and r.finished_at is not null then null else d.body end,
    scope = case when d.forget and r.finished_at is not null then null else d.scope end,
    url = case when d.forget and r.finished_at is not null then null else d.url end
  from ${deliveryRows(
    attempts.map(({ delivery, number, responseStatus, refused, durationMs, retryAt, sign }) => ({
      workspace_id: delivery.workspaceId,
      id: delivery.id,
      state: retryAt !== null ? "pending" : refused === null ? "succeeded" : "failed",
      attempts: number,
      response_status: responseStatus,
      cause: refused?.cause ?? null,
      error: refused?.message ?? null,
      duration_ms: durationMs,
      finished_at: retryAt === null ? sign.endedAt : null,
    })),
  )} as r
  where d.workspace_id = r.workspace_id and d.id = r.id
  returning d.id, d.finished_at is not null as ended, d.forget, d.run_id is not null as "ofRun"`;

const insertAttempts = (tx: TransactionSql, attempts: readonly Attempt[]) => tx`
  insert into delivery_attempts (delivery_id, number, workspace_id, url, request_headers, started_at, duration_ms, response_status,
    response_headers, response_body, response_truncated, cause, error)
  select delivery_id, number, workspace_id, url, request_headers, started_at, duration_ms, response_status, response_headers,
    response_body, response_truncated::boolean, cause, error
  from ${attemptRows(
    attempts.map((one) => ({
      delivery_id: one.delivery.id,
      number: one.number,
      workspace_id: one.delivery.workspaceId,
      url: one.url,
      request_headers: one.requestHeaders,
      started_at: one.startedAt,
      duration_ms: one.durationMs,
      response_status: one.responseStatus,
      response_headers: one.responseHeaders,
      response_body: one.responseBody,
      response_truncated: one.responseTruncated,
      cause: one.refused?.cause ?? null,
      error: one.refused?.message ?? null,
    })),
  )} as r
  on conflict do nothing`;

function countTraffic(tx: TransactionSql, attempts: readonly Attempt[]) {
  const counts = new Map<
    string,
    { webhook_id: string; hour: Date; succeeded: number; failed: number; duration_ms: number }
  >();
  for (const { delivery, refused, durationMs, startedAt } of attempts) {
    const hour = Math.floor(startedAt.getTime() / hourMs) * hourMs;
    const key = `${delivery.webhookId} ${hour}`;
    const count = counts.get(key) ?? {
      webhook_id: delivery.webhookId,
      hour: new Date(hour),
      succeeded: 0,
      failed: 0,
      duration_ms: 0,
    };
    counts.set(key, count);
    count[refused === null ? "succeeded" : "failed"]++;
    count.duration_ms += Math.round(durationMs);
  }
  return tx`
    insert into webhook_traffic as t (webhook_id, hour, succeeded, failed, duration_ms)
    select r.* from ${trafficRows([...counts.values()])} as r join webhooks w on w.id = r.webhook_id
    on conflict (webhook_id, hour, slot) do update set succeeded = t.succeeded + excluded.succeeded,
      failed = t.failed + excluded.failed, duration_ms = t.duration_ms + excluded.duration_ms`;
}

const switchOff = (tx: TransactionSql, webhookIds: readonly string[], now: Date) => tx`
  update webhooks set active = false, disabled_reason = 'gone', disabled_at = ${now}
  where id = any(${webhookIds}::uuid[]) and disabled_reason is null and journey_version_id is null`;
