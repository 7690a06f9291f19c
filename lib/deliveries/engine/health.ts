import type { Fragment, Sql, TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import type { Attempt } from "./attempt";
import { afterAttempt, type Health, isWell, type Sign, unknownHealth } from "./breaker";

const healthRows = rowsOf({
  webhook_id: "uuid",
  failures_in_row: "int",
  open_until: "timestamptz",
  trips: "int",
  slow_until: "timestamptz",
  failing_since: "timestamptz",
  last_success_at: "timestamptz",
  last_failure_at: "timestamptz",
  last_cause: "text",
  last_error: "text",
});

/** The columns of `Health` from `webhook_health h`, which may be missing. */
export const healthColumns = (sql: Sql | TransactionSql): Fragment => sql`
  coalesce(h.failures_in_row, 0) as "failuresInRow", h.open_until as "openUntil", coalesce(h.trips, 0) as trips,
  h.slow_until as "slowUntil", h.failing_since as "failingSince", h.last_success_at as "lastSuccessAt",
  h.last_failure_at as "lastFailureAt", h.last_cause as "lastCause", h.last_error as "lastError"`;

export interface WebhookHealth extends Health {
  webhookId: string;
}

/** How exactly the last success is known while nothing fails: a busy endpoint's health is written once in this time. */
const successExactMs = 1_000;

export const readHealth = (tx: TransactionSql, webhookIds: readonly string[]) => tx<WebhookHealth[]>`
  select h.webhook_id as "webhookId", ${healthColumns(tx)} from webhook_health h where h.webhook_id = any(${webhookIds}::uuid[])`;

/** Waits for whoever changes the same endpoints' health; in the order of their ids, so that two never wait for each other. */
const lockHealth = (tx: TransactionSql, webhookIds: readonly string[]) => tx<WebhookHealth[]>`
  select h.webhook_id as "webhookId", ${healthColumns(tx)} from webhook_health h
  where h.webhook_id = any(${webhookIds}::uuid[]) order by h.webhook_id for no key update`;

/**
 * Writes what attempts say about their endpoints. One more success of an endpoint that is well and has had one within this second changes
 * nothing that anybody sees: it costs neither a lock nor a row.
 * @param seen the endpoints' health as it was a moment ago, read without a lock
 */
export async function noteHealth(
  tx: TransactionSql,
  seen: readonly WebhookHealth[],
  attempts: readonly Attempt[],
): Promise<void> {
  const known = new Map(seen.map((health) => [health.webhookId, health]));
  const telling = attempts.filter(({ delivery, sign }) => !isKnownWell(known.get(delivery.webhookId), sign));
  if (telling.length === 0) return;
  const before = await lockHealth(tx, [...new Set(telling.map(({ delivery }) => delivery.webhookId))]);
  await saveHealth(tx, healthAfter(before, telling));
}

function isKnownWell(health: WebhookHealth | undefined, { failure, endedAt }: Sign): boolean {
  if (failure !== null || health === undefined || !isWell(health)) return false;
  return health.lastSuccessAt !== null && endedAt.getTime() - health.lastSuccessAt.getTime() < successExactMs;
}

/** The endpoints' health after these attempts, in the order of their ids. */
function healthAfter(before: readonly WebhookHealth[], attempts: readonly Attempt[]): WebhookHealth[] {
  const byId = new Map(before.map((health) => [health.webhookId, health]));
  for (const { delivery, sign } of attempts) {
    const { webhookId } = delivery;
    byId.set(webhookId, { ...afterAttempt(byId.get(webhookId) ?? unknownHealth, sign), webhookId });
  }
  return [...byId.values()].sort((a, b) => (a.webhookId < b.webhookId ? -1 : 1));
}

/** Webhooks that were deleted meanwhile are left out. */
const saveHealth = (tx: TransactionSql, healths: readonly WebhookHealth[]) => tx`
  insert into webhook_health (webhook_id, failures_in_row, open_until, trips, slow_until, failing_since, last_success_at,
    last_failure_at, last_cause, last_error)
  select r.* from ${healthRows(
    healths.map((health) => ({
      webhook_id: health.webhookId,
      failures_in_row: health.failuresInRow,
      open_until: health.openUntil,
      trips: health.trips,
      slow_until: health.slowUntil,
      failing_since: health.failingSince,
      last_success_at: health.lastSuccessAt,
      last_failure_at: health.lastFailureAt,
      last_cause: health.lastCause,
      last_error: health.lastError,
    })),
  )} as r join webhooks w on w.id = r.webhook_id
  on conflict (webhook_id) do update set failures_in_row = excluded.failures_in_row, open_until = excluded.open_until,
    trips = excluded.trips, slow_until = excluded.slow_until, failing_since = excluded.failing_since,
    last_success_at = excluded.last_success_at, last_failure_at = excluded.last_failure_at, last_cause = excluded.last_cause,
    last_error = excluded.last_error`;
