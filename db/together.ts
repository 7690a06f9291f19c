import type { Fragment, TransactionSql } from "./client";

/** A statement that writes, as a part of a larger one. */
export interface Write {
  /** By which later ones may read what this one returns. */
  name: string;
  statement: Fragment;
  /** Gets the number of rows that the statement returned; may throw. */
  check?(rows: number): void;
}

/**
 * Runs writes as one statement: each that goes by itself costs the app and the server some 60 µs, whatever its size. They run as if at the
 * same moment: none sees what another has written, but by its name what it returns.
 */
export async function runTogether(tx: TransactionSql, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return;
  const checked = writes.filter(({ check }) => check !== undefined);
  const parts = list(
    tx,
    writes.map(({ name, statement }) => tx`${tx(name)} as (${statement})`),
  );
  const counts = list(tx, [
    tx`1 as done`,
    ...checked.map(({ name }) => tx`(select count(*)::int from ${tx(name)}) as ${tx(name)}`),
  ]);
  const [counted] = await tx<Record<string, number>[]>`with ${parts} select ${counts}`;
  for (const { name, check } of checked) check?.(counted?.[name] ?? 0);
}

const list = (tx: TransactionSql, parts: Fragment[]): Fragment => parts.reduce((all, part) => tx`${all}, ${part}`);
