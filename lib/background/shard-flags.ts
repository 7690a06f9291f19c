import type { Sql } from "@/db/client";

/** A drain that was asked for and has not begun for so long has lost its signal. */
const lostAfterMs = 120_000;

/** The channel on which a process without background work wakes one that has. */
export const wakeChannel = "tidegate_wake";

/** One wake-up under way for each shard of a function, whatever the load and however many processes ask. */
export interface Wake {
  name: string;
  shard: number;
}

/** Raises the flags of these; answers the ones that were down. */
export async function raiseFlags(sql: Sql, wakes: Wake[], now: Date): Promise<Wake[]> {
  return sql<Wake[]>`
    insert into drain_shards as d (name, shard, requested_at)
    select name, shard, ${now} from ${asRows(sql, wakes)}
    on conflict (name, shard) do update set requested_at = excluded.requested_at where d.requested_at is null
    returning name, shard`;
}

/** As `raiseFlags`, and tells the listeners in the same statement, so that neither happens without the other. */
export async function raiseFlagsAndNotify(sql: Sql, wakes: Wake[], now: Date): Promise<void> {
  await sql`
    with raised as (
      insert into drain_shards as d (name, shard, requested_at)
      select name, shard, ${now} from ${asRows(sql, wakes)}
      on conflict (name, shard) do update set requested_at = excluded.requested_at where d.requested_at is null
      returning name, shard)
    select pg_notify(${wakeChannel}, name || ' ' || shard) from raised`;
}

/** A drain lowers its flag before its first claim: whoever commits later raises it anew. */
export async function lowerFlag(sql: Sql, { name, shard }: Wake): Promise<void> {
  await sql`update drain_shards set requested_at = null where name = ${name} and shard = ${shard} and requested_at is not null`;
}

export async function lowerAllFlags(sql: Sql): Promise<void> {
  await sql`update drain_shards set requested_at = null where requested_at is not null`;
}

/** Flags whose signal never arrived would hold up every later one. */
export async function lowerLostFlags(sql: Sql, now: Date): Promise<void> {
  await sql`
    update drain_shards set requested_at = null where requested_at < ${new Date(now.getTime() - lostAfterMs)}`;
}

/** Calls `wake` for each notification; answers how to stop listening. */
export async function listenForWakes(sql: Sql, wake: (wake: Wake) => void): Promise<() => Promise<void>> {
  const { unlisten } = await sql.listen(wakeChannel, (payload) => {
    const [name = "", shard = "0"] = payload.split(" ");
    wake({ name, shard: Number(shard) });
  });
  return unlisten;
}

function asRows(sql: Sql, wakes: Wake[]) {
  // In a fixed order: two processes that raise the same flags must not wait for each other.
  const sorted = wakes.toSorted((a, b) => a.name.localeCompare(b.name) || a.shard - b.shard);
  return sql`unnest(${sorted.map(({ name }) => name)}::text[], ${sorted.map(({ shard }) => shard)}::smallint[])
    as wanted(name, shard)`;
}
