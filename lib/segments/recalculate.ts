import type { Sql, TransactionSql } from "@/db/client";
import { tryLockEvaluation } from "../audiences/evaluation-lock";
import type { Ctx } from "../context";
import { shardOf } from "../events/emit";
import { buildStep } from "./build";
import { loadSegments } from "./load";
import { recalculateTouched, type Touched } from "./recalculate-touched";

/** Marks that one step takes together, and contacts that it takes because time has come. */
const marksPerStep = 1_000;
const turnsPerStep = 1_000;

/**
 * One step of the recalculation: takes the oldest stale contacts and due turns of every audience that has some, and a step of a
 * rebuild. Marks go in the transaction that does their work: killed at any point, nothing is lost and nothing told twice. An audience
 * whose step fails holds up no other one: those that its rows hid are looked for without it, and its failure is thrown in the end.
 * @returns whether there may be more
 */
export async function recalculateSegments(ctx: Ctx): Promise<boolean> {
  const failures = new Map<string, unknown>();
  let more = false;
  let failedBefore: number;
  do {
    failedBefore = failures.size;
    const except = [...failures.keys()];
    for (const found of await findAudiences(ctx, except)) {
      const [outcome] = await Promise.allSettled([recalculateAudience(ctx, found, except)]);
      if (outcome.status === "rejected") failures.set(found.audienceId, outcome.reason);
      else more ||= outcome.value;
    }
  } while (failures.size > failedBefore);
  if (failures.size > 0) throw [...failures.values()][0];
  return more;
}

interface FoundAudience {
  audienceId: string;
  touched: boolean;
  building: boolean;
}

/** Audiences with something to do, as far as the oldest rows of each shard tell, those of `except` left out. */
const findAudiences = (ctx: Ctx, except: string[]) => ctx.sql<FoundAudience[]>`
  select audience_id as "audienceId", bool_or(not building) as touched, bool_or(building) as building from (
    select oldest.audience_id, false as building from generate_series(0, 15) shards(shard), lateral (
      select audience_id from stale_contacts
      where shard = shards.shard and audience_id <> all(${except}::uuid[]) order by id limit 1) oldest
    union all select audience_id, true from segments where built_version < version and audience_id <> all(${except}::uuid[])
    union all select s.audience_id, false from segments s join (
      select segment_id from segment_turns
      where due_at <= ${ctx.now()} and ${notOf(ctx.sql, except)} order by due_at limit ${turnsPerStep}) due on due.segment_id = s.id
  ) work group by audience_id`;

/** A condition on `segment_turns`: of none of these audiences. */
const notOf = (sql: Sql | TransactionSql, audienceIds: string[]) =>
  sql`segment_id <> all(array(select id from segments where audience_id = any(${audienceIds}::uuid[])))`;

async function recalculateAudience(
  ctx: Ctx,
  { audienceId, touched, building }: FoundAudience,
  except: string[],
): Promise<boolean> {
  const moreTouched = touched && (await inAudience(ctx, audienceId, takeTouched, except));
  const moreToBuild = building && (await inAudience(ctx, audienceId, buildOne, except));
  return moreTouched || moreToBuild;
}

/** `except` is what audiences were looked for without: the oldest turns are the same as then. */
type Step = (tx: TransactionSql, audienceId: string, now: Date, except: string[]) => Promise<boolean>;

async function inAudience(ctx: Ctx, audienceId: string, step: Step, except: string[]): Promise<boolean> {
  const more = await ctx.sql.begin(async (tx) =>
    // Somebody else works here: they will find what we would have found.
    (await tryLockEvaluation(tx, audienceId)) ? step(tx, audienceId, ctx.now(), except) : null,
  );
  if (more !== null) ctx.signals.send("events/recorded");
  return more === true;
}

const takeTouched: Step = async (tx, audienceId, now, except) => {
  // The index of due times leads: asked by segment, the planner would walk over everything that is not due yet.
  const [marks, turns] = await Promise.all([
    tx<{ contactId: string; changed: string[]; hop: number | null }[]>`
      delete from stale_contacts where (shard, id) in (
        select shard, id from stale_contacts where shard = ${shardOf(audienceId)} and audience_id = ${audienceId}
        order by id limit ${marksPerStep})
      returning contact_id as "contactId", changed, hop`,
    tx<{ contactId: string; segmentId: string }[]>`
      delete from segment_turns t where ctid = any(array(
        select oldest.ctid from (
          select ctid, segment_id from segment_turns
          where due_at <= ${now} and ${notOf(tx, except)} order by due_at limit ${turnsPerStep}) oldest
        where segment_id = any(array(select id from segments where audience_id = ${audienceId}))))
      returning t.contact_id as "contactId", t.segment_id as "segmentId"`,
  ]);
  if (marks.length + turns.length === 0) return false;
  const loaded = await loadSegments(tx, audienceId);
  const touched: Touched = {
    contactIds: [...new Set([...marks, ...turns].map(({ contactId }) => contactId))],
    changed: new Set(marks.flatMap(({ changed }) => changed)),
    segmentIds: new Set(turns.map(({ segmentId }) => segmentId)),
    hops: hopsOf(marks),
  };
  if (loaded !== null) await recalculateTouched(tx, loaded.audience, loaded.segments, touched, now);
  return marks.length === marksPerStep || turns.length > 0;
};

function hopsOf(marks: readonly { contactId: string; hop: number | null }[]): Map<string, number> {
  const hops = new Map<string, number>();
  for (const { contactId, hop } of marks)
    if (hop !== null) hops.set(contactId, Math.max(hop, hops.get(contactId) ?? 0));
  return hops;
}

const buildOne: Step = async (tx, audienceId, now) => {
  const loaded = await loadSegments(tx, audienceId);
  return loaded !== null && buildStep(tx, loaded.audience, loaded.segments, now);
};
