import fc from "fast-check";
import { expect, test } from "vitest";
import { inLanes } from "./lanes";

/** Work that ends when it is told to, in any order. */
const later = (ticks: number) =>
  new Promise<void>((resolve) => setImmediate(() => (ticks === 0 ? resolve() : later(ticks - 1).then(resolve))));

test("pieces that share a key follow one another in their order, and never more run than there are lanes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ keys: fc.subarray(["a", "b", "c", "d"], { minLength: 1 }), ticks: fc.nat(3) }), {
        maxLength: 12,
      }),
      fc.integer({ min: 1, max: 3 }),
      async (pieces, lanes) => {
        const numbered = pieces.map((piece, index) => ({ ...piece, index }));
        const seen = new Map<string, number[]>();
        let running = 0;
        await inLanes(
          numbered,
          lanes,
          ({ keys }) => new Set(keys),
          async ({ keys, ticks, index }) => {
            running += 1;
            expect(running).toBeLessThanOrEqual(lanes);
            await later(ticks);
            for (const key of keys) seen.set(key, [...(seen.get(key) ?? []), index]);
            running -= 1;
          },
        );
        for (const [key, indexes] of seen)
          expect(indexes).toEqual(numbered.filter(({ keys }) => keys.includes(key)).map(({ index }) => index));
      },
    ),
  );
});

test("after a failure nothing new begins, and what is under way is waited for", async () => {
  const done: number[] = [];
  const run = inLanes(
    [1, 2, 3, 4],
    2,
    () => new Set<string>(),
    async (piece) => {
      if (piece === 1) throw new Error("the first fails");
      await later(3);
      done.push(piece);
    },
  );
  await expect(run).rejects.toThrow("the first fails");
  expect(done.length).toBeLessThan(3);
  expect(done).not.toContain(4);
});
