import type { Ctx } from "../../context";
import { engineLimits } from "./limits";

/** Drains that may work beside each other. All runs of a contact share one, so that they change it in turn. */
export const journeyShards = 2;

/** A run that is ours until its lease ends. Ids are bare UUIDs. */
export interface ClaimedRun {
  id: string;
  workspaceId: string;
  journeyId: string;
  journeyName: string;
  versionId: string;
  audienceId: string;
  contactId: string;
  state: "active" | "waiting";
  nodeId: string;
  visits: number;
  trigger: unknown;
  variables: Record<string, unknown>;
  waitsUntil: Date | null;
  awaitsEvent: string | null;
  awaitsDelivery: string | null;
  wokenBy: unknown[] | null;
  hop: number;
  /** Claims since anything was written, this one included. */
  attempts: number;
  enteredAt: Date;
}

/**
 * Leases runs of live journeys that are due, the oldest first, fairly between journeys: all get their first before one gets its second.
 * Those of a paused journey are not even looked at. One statement by an index, however many wait.
 */
export const claimRuns = (ctx: Pick<Ctx, "sql" | "now">, claimId: string, shard: number): Promise<ClaimedRun[]> => {
  const now = ctx.now();
  const leaseEnd = new Date(now.getTime() + engineLimits.leaseMs);
  return ctx.sql<ClaimedRun[]>`
    with due as (
      select oldest.id from journeys j, lateral (
        select id, row_number() over (order by wake_at) as turn from (
          select id, wake_at from journey_runs
          where journey_id = j.id and state in ('active', 'waiting') and wake_at is not null and wake_at <= ${now}
            and (claim_id is null or leased_until <= ${now}) and get_byte(uuid_send(contact_id), 15) % ${journeyShards}::int = ${shard}
          order by wake_at limit ${engineLimits.runsPerStep}) first) oldest
      where j.status = 'live' order by oldest.turn limit ${engineLimits.runsPerStep}
    ), free as (
      select r.id from journey_runs r where r.id = any(array(select id from due)) and r.state in ('active', 'waiting')
        and r.wake_at <= ${now} and (r.claim_id is null or r.leased_until <= ${now}) for update skip locked
    )
    update journey_runs r set claim_id = ${claimId}, leased_until = ${leaseEnd}, attempts = r.attempts + 1
    from free join journey_runs f on f.id = free.id join journeys j on j.id = f.journey_id
    where r.id = free.id
    returning r.id, r.workspace_id as "workspaceId", r.journey_id as "journeyId", j.name as "journeyName", r.version_id as "versionId",
      r.audience_id as "audienceId", r.contact_id as "contactId", r.state, r.node_id as "nodeId", r.visits, r.trigger, r.variables,
      r.waits_until as "waitsUntil", r.awaits_event as "awaitsEvent", r.awaits_delivery as "awaitsDelivery", r.woken_by as "wokenBy",
      r.hop, r.attempts, r.entered_at as "enteredAt"`;
};

/** Gives runs back that nothing was done with: they are due at once. */
export async function giveBack({ sql }: Pick<Ctx, "sql">, claimId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update journey_runs set claim_id = null, leased_until = null, attempts = attempts - 1
    where id = any(${ids}::uuid[]) and claim_id = ${claimId}`;
}
