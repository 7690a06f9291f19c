/**
 * Runs pieces of work beside each other, `lanes` at a time, in an order that nobody can tell from one after the other: a piece waits for
 * the earlier ones that share a key with it. When one fails, no other begins; those under way are waited for, then its error is thrown.
 */
export async function inLanes<T>(
  pieces: AsyncIterable<T> | Iterable<T>,
  lanes: number,
  keysOf: (piece: T) => ReadonlySet<string>,
  work: (piece: T) => Promise<void>,
): Promise<void> {
  const running = new Map<Promise<void>, ReadonlySet<string>>();
  let failure: { error: unknown } | null = null;
  for await (const piece of pieces) {
    const keys = keysOf(piece);
    for (;;) {
      const before = [...running].filter(([, taken]) => overlaps(keys, taken)).map(([promise]) => promise);
      if (before.length > 0) await Promise.all(before);
      else if (running.size >= lanes) await Promise.race(running.keys());
      else break;
    }
    if (failure !== null) break;
    const promise: Promise<void> = work(piece)
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => running.delete(promise));
    running.set(promise, keys);
  }
  await Promise.all(running.keys());
  // The type checker does not see what the callbacks above assign.
  const failed = failure as { error: unknown } | null;
  if (failed !== null) throw failed.error;
}

function overlaps(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const key of small) if (large.has(key)) return true;
  return false;
}
