import { setTimeout as pause } from "node:timers/promises";
import { newUuid } from "@/db/ids";
import type { Ctx } from "../../context";
import { shardOfWebhook } from "../shards";
import { createAlarm } from "./alarm";
import { type Attempt, attempt, notSent } from "./attempt";
import { afterAttempt, breakerState, isWell } from "./breaker";
import { type Claimed, type ClaimResult, claimDue, giveBack, loadBody, renewLeases } from "./claim";
import { type Endpoint, loadEndpoints } from "./endpoints";
import { createFlights } from "./flights";
import { createFlusher } from "./flusher";
import { createPool, isEmpty, isSlow, type Lane, mayStart, openLane, pace, wantOf, windowOf } from "./lanes";
import { engineLimits } from "./limits";
import { renderBodies } from "./render-bodies";

/** Sends what is due, for as long as its process lives. */
export interface Dispatcher {
  /** Takes what is due in a shard and begins to send it; resolves when it is taken. */
  claim(shard: number): Promise<void>;
  /** Resolves when nothing is in memory any more: sent and written, or given back. */
  idle(): Promise<void>;
  /** Begins nothing more, gives back what waits, and waits so long for what is under way. */
  stop(patienceMs: number): Promise<void>;
}

/**
 * One for each process; it outlives the runs of the background function that asks it to claim. A request that hangs holds one place of its
 * own endpoint, and after two seconds one in the slow lane: nobody else waits for it. Places are given out in turn, one row for each
 * endpoint. Results are written in batches; rows whose process dies fall due again when their lease ends, under the same id.
 */
export function createDispatcher(ctx: Ctx): Dispatcher {
  const claimId = newUuid();
  const lanes = new Map<string, Lane>();
  /** Every row whose lease we keep. */
  const held = new Map<string, Lane>();
  const fast = createPool(engineLimits.slotsMax);
  const slow = createPool(engineLimits.slowSlotsMax);
  const flights = createFlights(fast, slow);
  const wanted = new Set<number>();
  const idlers = new Set<() => void>();
  let claiming: Promise<void> | null = null;
  let stopping = false;
  let lookTimer: NodeJS.Timeout | null = null;
  let renewedMs = performance.now();

  const flusher = createFlusher(ctx, claimId, onSettled);
  const alarm = createAlarm(ctx, claimSoon);

  // Claiming

  function claim(shard: number): Promise<void> {
    wanted.add(shard);
    claiming ??= Promise.resolve().then(claimWanted);
    return claiming;
  }

  /** A claim that nobody waits for: when it fails, the sweep finds the rows. */
  function claimSoon(shard: number): void {
    claim(shard).catch((error: unknown) => ctx.log.warn({ err: error }, "deliveries could not be claimed"));
  }

  async function claimWanted(): Promise<void> {
    try {
      while (wanted.size > 0 && !stopping && held.size <= engineLimits.heldRowsToClaim) await claimOnce();
    } finally {
      claiming = null;
      tellIdlers();
    }
  }

  async function claimOnce(): Promise<void> {
    const shards = [...wanted];
    wanted.clear();
    const wants = [...lanes.values()]
      .filter(({ shard }) => shards.includes(shard))
      .map((lane) => ({ lane, webhook_id: lane.endpoint.id, rows: wantOf(lane, ctx.now()) }));
    const rowsMax = engineLimits.heldRowsMax - held.size;
    const result = await claimDue(ctx, { claimId, shards, wants, rowsMax });
    // Who wanted nothing was not looked at.
    for (const { lane, webhook_id, rows } of wants) if (rows > 0) lane.hasMore = result.more.has(webhook_id);
    await take(result);
    // Without room it waits for the next result.
    if (result.scarce) for (const shard of shards) wanted.add(shard);
    if (result.nextAt !== null) for (const shard of shards) alarm.set(shard, result.nextAt);
  }

  async function take({ rows, more }: ClaimResult): Promise<void> {
    // A row of ours whose lease had run out is still in our hands.
    const fresh = rows.filter(({ id }) => !held.has(id));
    if (fresh.length === 0) return;
    const endpoints = await loadEndpoints(ctx, [...new Set(fresh.map(({ webhookId }) => webhookId))]);
    const { ready, failed } = await renderBodies(ctx, fresh, endpoints);
    for (const [webhookId, endpoint] of endpoints) refresh(webhookId, endpoint);
    const homeless: string[] = [];
    for (const row of ready) {
      const lane = lanes.get(row.webhookId);
      if (lane?.endpoint.sends !== true || stopping) homeless.push(row.id);
      else {
        held.set(row.id, lane);
        lane.waiting.push(row);
        lane.hasMore = more.has(row.webhookId);
        offer(lane);
      }
    }
    for (const { delivery, problem } of failed) {
      const lane = lanes.get(delivery.webhookId);
      if (lane === undefined) continue;
      held.set(delivery.id, lane);
      settleLater(lane, notSent(ctx, lane.endpoint, delivery, problem));
    }
    for (const [webhookId, lane] of lanes) if (isEmpty(lane)) lanes.delete(webhookId);
    if (homeless.length > 0) await giveBack(ctx, claimId, homeless);
    look();
    pump();
  }

  function refresh(webhookId: string, endpoint: Endpoint): void {
    const lane = lanes.get(webhookId) ?? openLane(endpoint, shardOfWebhook(webhookId), fast);
    lanes.set(webhookId, lane);
    const { health, sends } = lane.endpoint;
    // Answers that are not written yet are known here alone.
    lane.endpoint = lane.unsettled === 0 ? endpoint : { ...endpoint, health, sends: endpoint.sends && sends };
    assign(lane);
  }

  // Sending

  function assign(lane: Lane): void {
    lane.pool.ready.delete(lane);
    lane.pool = isSlow(lane, ctx.now()) ? slow : fast;
    offer(lane);
  }

  function offer(lane: Lane): void {
    if (mayStart(lane, ctx.now())) lane.pool.ready.add(lane);
  }

  function pump(): void {
    for (const pool of [fast, slow])
      while (pool.used < pool.max) {
        const [lane] = pool.ready;
        if (lane === undefined) break;
        pool.ready.delete(lane);
        const row = mayStart(lane, ctx.now()) ? lane.waiting.shift() : undefined;
        if (row === undefined) continue;
        void send(lane, row);
        // Behind the others, for its next row.
        offer(lane);
      }
  }

  async function send(lane: Lane, row: Claimed): Promise<void> {
    const flight = flights.begin(lane);
    const result = await sendRow(lane, row);
    flights.end(flight);
    if (result === null) release(row.id, null);
    else {
      lane.paceMs = pace(lane.paceMs, result.durationMs);
      settleLater(lane, result);
      learn(lane, result);
    }
    assign(lane);
    pump();
    refill(lane);
  }

  /** What the answer says holds at once, before it is written down. */
  function learn(lane: Lane, { sign, refused }: Attempt): void {
    if (sign.failure === null && isWell(lane.endpoint.health)) return;
    const health = afterAttempt(lane.endpoint.health, sign);
    lane.endpoint = { ...lane.endpoint, health, sends: lane.endpoint.sends && refused?.cause !== "gone" };
    if (lane.endpoint.sends && breakerState(health, ctx.now()) === "closed") return;
    if (health.openUntil !== null) alarm.set(lane.shard, health.openUntil);
    emptyLane(lane);
  }

  /** Null when it was not even tried: the row is given back. */
  async function sendRow({ endpoint }: Lane, row: Claimed): Promise<Attempt | null> {
    if (!row.isLarge) return attempt(ctx, endpoint, row, row.body);
    try {
      return await attempt(ctx, endpoint, row, await loadBody(ctx, row));
    } catch (error) {
      ctx.log.warn({ err: error, delivery: row.id }, "a delivery's body could not be read; it is tried again");
      return null;
    }
  }

  /** Claims the next rows before the last ones are gone. */
  function refill(lane: Lane): void {
    if (!lane.hasMore) return;
    if (lane.waiting.length === 0) claimSoon(lane.shard);
    else if (lane.waiting.length <= windowOf(lane, ctx.now()) / 2) alarm.soon(lane.shard);
  }

  // Writing down

  function settleLater(lane: Lane, result: Attempt): void {
    lane.unsettled++;
    flusher.add(result);
  }

  function onSettled(results: readonly Attempt[]): void {
    for (const { delivery, retryAt } of results) {
      if (retryAt !== null) alarm.set(shardOfWebhook(delivery.webhookId), retryAt);
      release(delivery.id, "unsettled");
    }
    for (const shard of wanted) alarm.soon(shard);
  }

  function release(id: string, counted: "unsettled" | null): void {
    const lane = held.get(id);
    if (lane === undefined) return;
    held.delete(id);
    if (counted !== null) lane.unsettled--;
    if (isEmpty(lane)) lanes.delete(lane.endpoint.id);
    tellIdlers();
  }

  /** Somebody else has it now. What is under way ends, and does not count. */
  function drop(id: string): void {
    const lane = held.get(id);
    const index = lane?.waiting.findIndex((row) => row.id === id) ?? -1;
    if (index >= 0 && lane?.waiting.splice(index, 1)) release(id, null);
  }

  /** What waits goes back: it may be sent when the endpoint may. */
  function emptyLane(lane: Lane): void {
    const ids = lane.waiting.map(({ id }) => id);
    if (ids.length === 0) return;
    lane.waiting = [];
    lane.hasMore = true;
    for (const id of ids) release(id, null);
    for (const shard of wanted) alarm.soon(shard);
    giveBack(ctx, claimId, ids).catch((error: unknown) => {
      ctx.log.warn({ err: error }, "deliveries could not be given back; their lease will end");
    });
  }

  // Looking after what is held

  function look(): void {
    if (lookTimer !== null || held.size === 0 || stopping) return;
    lookTimer = setTimeout(() => {
      lookTimer = null;
      for (const lane of flights.moveLingering()) {
        // Its rows would fill the memory that others need.
        emptyLane(lane);
        assign(lane);
      }
      pump();
      lookAtRows()
        .catch((error: unknown) => ctx.log.warn({ err: error }, "held deliveries could not be looked at"))
        .finally(look);
    }, engineLimits.lookMs);
    lookTimer.unref();
  }

  async function lookAtRows(): Promise<void> {
    if (performance.now() - renewedMs > engineLimits.renewMs) {
      renewedMs = performance.now();
      for (const id of await renewLeases(ctx, claimId, [...held.keys()])) drop(id);
    }
    const waiting = [...lanes.values()].filter((lane) => lane.waiting.length > 0);
    if (waiting.length === 0) return;
    const ids = waiting.map(({ endpoint }) => endpoint.id);
    const endpoints = await loadEndpoints(ctx, ids);
    for (const lane of waiting) {
      const endpoint = endpoints.get(lane.endpoint.id);
      if (endpoint === undefined) lane.endpoint = { ...lane.endpoint, sends: false };
      else refresh(endpoint.id, endpoint);
      if (!lane.endpoint.sends) emptyLane(lane);
    }
    pump();
  }

  const isIdle = () => held.size === 0 && claiming === null;
  function tellIdlers(): void {
    if (!isIdle()) return;
    for (const done of idlers) done();
    idlers.clear();
  }

  const idle = (): Promise<void> => (isIdle() ? Promise.resolve() : new Promise((resolve) => idlers.add(resolve)));

  return {
    claim,
    idle,
    stop: async (patienceMs) => {
      stopping = true;
      alarm.stop();
      if (lookTimer !== null) clearTimeout(lookTimer);
      await claiming?.catch(() => {});
      for (const lane of [...lanes.values()]) emptyLane(lane);
      const over = new AbortController();
      await Promise.race([idle(), pause(patienceMs, undefined, { signal: over.signal }).catch(() => {})]);
      over.abort();
      flusher.stop();
    },
  };
}
