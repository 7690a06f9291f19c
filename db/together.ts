import type { AnySql, Fragment } from "./client";
import { fragment } from "./fragment";

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
  const parts = writes
    .map(({ name, statement }) => fragment`${sql(name)} as (${statement})`)
    .reduce((all, part) => fragment`${all}, ${part}`);
  const complete = writes.reduce(
    (all, { name, rows }) =>
      rows === undefined ? all : fragment`${all} and (select count(*) from ${sql(name)}) = ${rows}::int`,
    fragment`true`,
  );
  await sql`with ${parts} select case when ${complete} then 0 else write_conflict() end`;
}
