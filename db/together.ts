import type { AnySql, Fragment } from "./client";

/** A statement that writes, as a part of a larger one. */
export interface Write {
  /** By which later ones may read what this one returns. */
  name: string;
  statement: Fragment;
  /** So many rows must come back. When they don't, nothing is written. */
  rows?: number;
}

/**
 * Runs writes as one statement: each that goes by itself costs the app and the server some 60 µs, whatever its size. They run as if at the
 * same moment: none sees what another has written, but by its name what it returns. Fails as the server does when it can't serialise
 * (40001) unless all rows came that must.
 */
export async function runTogether(sql: AnySql, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return;
  const parts = list(
    sql,
    writes.map(({ name, statement }) => sql`${sql(name)} as (${statement})`),
  );
  const complete = writes.reduce<Fragment>(
    (all, { name, rows }) =>
      rows === undefined ? all : sql`${all} and (select count(*) from ${sql(name)}) = ${rows}::int`,
    sql`true`,
  );
  await sql`with ${parts} select case when ${complete} then 0 else write_conflict() end`;
}

const list = (sql: AnySql, parts: Fragment[]): Fragment => parts.reduce((all, part) => sql`${all}, ${part}`);
