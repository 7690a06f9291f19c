import type { TransactionSql } from "@/db/client";
import { toUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { shardOfWebhook } from "../../deliveries/shards";
import type { Move } from "./make";

const deliveryRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  webhook_id: "uuid",
  event_id: "uuid",
  event_type: "text",
  contact_id: "uuid",
  run_id: "uuid",
  method: "text",
  content_type: "text",
  url: "text",
  body: "bytea",
  hop: "int",
});
const queueRows = rowsOf({ id: "uuid", workspace_id: "uuid", webhook_id: "uuid", shard: "int" });
const stepRows = rowsOf({
  run_id: "uuid",
  number: "int",
  node_id: "text",
  state: "text",
  port: "text",
  reason: "text",
  delivery_id: "uuid",
  mail_id: "uuid",
});
const countRows = rowsOf({ journey_id: "uuid", node_id: "text", entered: "int", done: "int", failed: "int" });
const runRows = rowsOf({
  id: "uuid",
  state: "text",
  node_id: "text",
  visits: "int",
  variables: "jsonb not null",
  wake_at: "timestamptz",
  waits_until: "timestamptz",
  awaits_event: "text",
  awaits_delivery: "uuid",
  reason: "text",
  finished_at: "timestamptz",
  consumed: "int",
  after_event: "uuid",
});

/** A trace is read by people. */
const reasonCharactersMax = 500;

/** Puts requests into the log and into the queue, pending and due now. */
export async function insertDeliveries(tx: TransactionSql, moves: readonly Move[], now: Date): Promise<void> {
  const rows = moves.flatMap(({ deliveries }) => deliveries);
  if (rows.length === 0) return;
  await Promise.all([
    tx`
      insert into deliveries (id, workspace_id, webhook_id, event_id, event_type, contact_id, run_id, state, method, content_type, url,
        body, hop, created_at)
      select id, workspace_id, webhook_id, event_id, event_type, contact_id, run_id, 'pending', method, content_type, url, body, hop,
        ${now}::timestamptz
      from ${deliveryRows(rows)} as r`,
    tx`
      insert into delivery_queue (id, workspace_id, webhook_id, shard, due_at)
      select id, workspace_id, webhook_id, shard, ${now}::timestamptz
      from ${queueRows(rows.map((row) => ({ ...row, shard: shardOfWebhook(row.webhook_id) })))} as r`,
  ]);
}

/** The trace: one row for each visit, written again when the visit ends. */
export async function writeSteps(tx: TransactionSql, moves: readonly Move[], now: Date): Promise<void> {
  const rows = moves.flatMap(({ surroundings, walked, deliveries, mails }) => {
    const deliveryOf = new Map(deliveries.map(({ step, id }) => [step, id]));
    const mailOf = new Map(mails.map(({ step, mail }) => [step, toUuid("mai", mail.id)]));
    return walked.steps.map(({ number, nodeId, state, port, reason }) => ({
      run_id: surroundings.run.id,
      number,
      node_id: nodeId,
      state,
      port,
      reason: reason.slice(0, reasonCharactersMax),
      delivery_id: deliveryOf.get(number) ?? null,
      mail_id: mailOf.get(number) ?? null,
    }));
  });
  if (rows.length === 0) return;
  await tx`
    insert into journey_steps as s (run_id, number, node_id, state, port, reason, delivery_id, mail_id, started_at, finished_at)
    select run_id, number, node_id, state, port, reason, delivery_id, mail_id, ${now}::timestamptz,
      case when state <> 'waiting' then ${now}::timestamptz end
    from ${stepRows(rows)} as r
    on conflict (run_id, number) do update set state = excluded.state, port = excluded.port, reason = excluded.reason,
      finished_at = excluded.finished_at, delivery_id = coalesce(excluded.delivery_id, s.delivery_id),
      mail_id = coalesce(excluded.mail_id, s.mail_id)`;
}

/** Visits by block; those that began earlier count as entered already. */
export async function countVisits(tx: TransactionSql, moves: readonly Move[]): Promise<void> {
  const counts = new Map<
    string,
    { journey_id: string; node_id: string; entered: number; done: number; failed: number }
  >();
  for (const { surroundings, walked } of moves) {
    const { journeyId, visits } = surroundings.run;
    for (const { nodeId, number, state } of walked.steps) {
      const key = `${journeyId} ${nodeId}`;
      const count = counts.get(key) ?? { journey_id: journeyId, node_id: nodeId, entered: 0, done: 0, failed: 0 };
      counts.set(key, count);
      if (number > visits) count.entered++;
      if (state !== "waiting") count[state]++;
    }
  }
  if (counts.size === 0) return;
  // In one order, so that two writers never wait for each other; a journey that was just deleted has no counts.
  await tx`
    insert into journey_counts as n (journey_id, node_id, entered, done, failed)
    select r.* from ${countRows([...counts.values()])} as r join journeys j on j.id = r.journey_id order by 1, 2
    on conflict (journey_id, node_id, slot) do update set entered = n.entered + excluded.entered, done = n.done + excluded.done,
      failed = n.failed + excluded.failed`;
}

/**
 * Where the runs stand now, without a claim. Events that came while they were looked at stay for the next look, if they still wait in the
 * same visit.
 */
export async function writeRuns(tx: TransactionSql, moves: readonly Move[], now: Date): Promise<void> {
  const rows = moves.map((move) => rowOf(move, now));
  if (rows.length === 0) return;
  const late = tx`r.state = 'waiting' and r.visits = j.visits and jsonb_array_length(j.woken_by) > r.consumed`;
  await tx`
    update journey_runs j set state = r.state, node_id = r.node_id, visits = r.visits, variables = r.variables, claim_id = null,
      leased_until = null, attempts = 0, waits_until = r.waits_until, awaits_event = r.awaits_event, awaits_delivery = r.awaits_delivery,
      reason = r.reason, finished_at = r.finished_at, after_event = coalesce(r.after_event, j.after_event),
      wake_at = case when ${late} then ${now}::timestamptz else r.wake_at end,
      woken_by = case when ${late} then (
        select jsonb_agg(e.value order by e.ordinality) from jsonb_array_elements(j.woken_by) with ordinality e
        where e.ordinality > r.consumed) end
    from ${runRows(rows)} as r where j.id = r.id`;
}

function rowOf({ surroundings: { run }, walked, deliveries }: Move, now: Date) {
  const { next, visits, variables, consumed, afterEvent } = walked;
  const row = {
    id: run.id,
    state: next.state,
    node_id: next.nodeId,
    visits,
    variables,
    wake_at: null,
    waits_until: null,
    awaits_event: null,
    awaits_delivery: null,
    reason: null,
    finished_at: null,
    consumed,
    after_event: afterEvent,
  };
  switch (next.state) {
    case "active":
      return { ...row, wake_at: now };
    case "waiting": {
      const made = deliveries.find(({ step }) => step === visits)?.id ?? run.awaitsDelivery;
      return {
        ...row,
        wake_at: next.until,
        waits_until: next.until,
        awaits_event: next.event,
        awaits_delivery: next.delivery ? made : null,
      };
    }
    case "completed":
    case "failed":
      return { ...row, reason: next.reason.slice(0, reasonCharactersMax), finished_at: now };
  }
}
