import { expect, test } from "vitest";
import { createBatcher } from "./batcher";
import { AppError } from "./errors";

/** A run whose batches end when the test says so. */
function held() {
  const batches: { items: number[]; end(): void }[] = [];
  const run = (items: number[]) =>
    new Promise<number[]>((resolve) => {
      batches.push({ items, end: () => resolve(items.map((item) => item * 10)) });
    });
  return { batches, run };
}
/** Limits that nothing here reaches; a test names the one that it is about. */
const roomy = {
  batchMax: 10,
  queueMax: 100,
  lanes: 1,
  bytesOf: () => 1,
  batchBytesMax: 1_000,
  queueBytesMax: 1_000,
  isOutage: () => false,
};
const turn = () => new Promise(setImmediate);

test("a lone item runs at once; what arrives meanwhile shares the next batch", async () => {
  const { batches, run } = held();
  const batcher = createBatcher({
    run,
    ...roomy,
  });
  const first = batcher.submit(1);
  await turn();
  await turn();
  const rest = Promise.all([batcher.submit(2), batcher.submit(3), batcher.submit(4)]);
  expect(batches.map(({ items }) => items)).toEqual([[1]]);
  batches[0]?.end();
  expect(await first).toBe(10);
  await turn();
  expect(batches[1]?.items).toEqual([2, 3, 4]);
  batches[1]?.end();
  expect(await rest).toEqual([20, 30, 40]);
});

test("one poisonous item fails alone", async () => {
  const seen: number[][] = [];
  const batcher = createBatcher<number, number>({
    run: async (items) => {
      seen.push(items);
      if (items.includes(3)) throw new Error("poison");
      return items;
    },
    ...roomy,
  });
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => batcher.submit(item)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
  expect(seen[0]).toEqual([1, 2, 3, 4, 5]);
});

test("when the database is away, a batch is not split: everybody hears so after one try", async () => {
  let runs = 0;
  const batcher = createBatcher<number, number>({
    run: async () => {
      runs++;
      throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    },
    ...roomy,
    isOutage: () => true,
  });
  const results = await Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
  expect(results.every(({ status }) => status === "rejected")).toBe(true);
  expect(runs).toBe(1);
});

test("a full queue refuses with Retry-After instead of growing", async () => {
  const { batches, run } = held();
  const batcher = createBatcher({
    run,
    ...roomy,
    batchMax: 1,
    queueMax: 2,
  });
  const first = batcher.submit(1);
  await turn();
  await turn();
  const waiting = [batcher.submit(2), batcher.submit(3)];
  await expect(batcher.submit(4)).rejects.toMatchObject({
    code: "unavailable",
    retryAfterS: 1,
  } satisfies Partial<AppError>);
  for (const promise of [first, ...waiting]) {
    await turn();
    await turn();
    batches.at(-1)?.end();
    await promise;
  }
});

test("closing waits for what was taken and refuses the rest", async () => {
  const { batches, run } = held();
  const batcher = createBatcher({
    run,
    ...roomy,
  });
  const first = batcher.submit(1);
  await turn();
  await turn();
  const closing = batcher.close();
  await expect(batcher.submit(2)).rejects.toBeInstanceOf(AppError);
  batches[0]?.end();
  await closing;
  expect(await first).toBe(10);
});

test("a batch takes only as many bytes as it may, and a queue that holds too many refuses", async () => {
  const { batches, run } = held();
  const batcher = createBatcher({
    run,
    lanes: 1,
    bytesOf: (item) => item,
    batchBytesMax: 100,
    queueBytesMax: 250,
    batchMax: 10,
    queueMax: 100,
    isOutage: () => false,
  });
  const waiting = [60, 50, 40, 90].map((item) => batcher.submit(item));
  await expect(batcher.submit(20)).rejects.toMatchObject({ code: "unavailable" });
  for (const items of [[60], [50, 40], [90]]) {
    await expect.poll(() => batches.at(-1)?.items).toEqual(items);
    batches.at(-1)?.end();
  }
  await Promise.all(waiting);
});

test("a second batch starts beside the first once it is half as large, and what stays smaller goes when the first has ended", async () => {
  const { batches, run } = held();
  const batcher = createBatcher({
    run,
    ...roomy,
    lanes: 2,
  });
  const sent = [1, 2, 3, 4].map((item) => batcher.submit(item));
  await turn();
  await turn();
  sent.push(batcher.submit(5));
  await turn();
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([[1, 2, 3, 4]]);
  sent.push(batcher.submit(6));
  await turn();
  await turn();
  expect(batches.map(({ items }) => items)).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ]);
  sent.push(batcher.submit(7));
  batches[1]?.end();
  await turn();
  await turn();
  expect(batches).toHaveLength(2);
  batches[0]?.end();
  await turn();
  await turn();
  expect(batches[2]?.items).toEqual([7]);
  batches[2]?.end();
  expect(await Promise.all(sent)).toEqual([10, 20, 30, 40, 50, 60, 70]);
  await batcher.close();
});

test("a third batch is compared with the mean of the two beside it", async () => {
  const { batches, run } = held();
  const batcher = createBatcher({ run, ...roomy, lanes: 3 });
  const sent = [1, 2, 3].map((item) => batcher.submit(item));
  await turn();
  await turn();
  sent.push(...[4, 5, 6].map((item) => batcher.submit(item)));
  await turn();
  await turn();
  sent.push(batcher.submit(7));
  await turn();
  await turn();
  expect(batches.map(({ items }) => items.length)).toEqual([3, 3]);
  sent.push(batcher.submit(8));
  await turn();
  await turn();
  expect(batches[2]?.items).toEqual([7, 8]);
  for (const batch of batches) batch.end();
  expect(await Promise.all(sent)).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
  await batcher.close();
});
