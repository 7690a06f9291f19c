import { AppError, isAppError } from "./errors";

export interface Batcher<T, R> {
  /** Resolves when the item's batch has ended. Rejects with `unavailable` when too many wait. */
  submit(item: T): Promise<R>;
  /** Refuses new items and resolves when everything that was taken has ended. */
  close(): Promise<void>;
}

interface Waiting<T, R> {
  item: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Gathers items that arrive while batches are under way and runs them together when one has ended: alone when it is quiet, in large
 * batches under load, never waiting for a timer. A failing batch is split until the one item that fails stands alone; when the
 * database itself is away (`isOutage`), everybody hears so at once.
 */
export function createBatcher<T, R>(options: {
  run(items: T[]): Promise<R[]>;
  batchMax: number;
  queueMax: number;
  /** What an item holds in memory; a batch and the queue are capped by it too. */
  bytesOf(item: T): number;
  batchBytesMax: number;
  queueBytesMax: number;
  /** Batches under way at once: while the database works on one, the process reads and answers another. */
  lanes: number;
  isOutage(error: unknown): boolean;
}): Batcher<T, R> {
  let queue: Waiting<T, R>[] = [];
  let queuedBytes = 0;
  const working = new Set<Promise<void>>();
  /** The batches under way, and their items. */
  let batches = 0;
  let underWay = 0;
  let closed = false;

  /**
   * Beside others a batch starts when it is at least half as large as they are on average. The senders of a batch that has just ended
   * come back one by one: whoever starts with the first of them makes many small batches, each of which costs as much as a large one.
   */
  const isWorthStarting = () => queue.length > 0 && queue.length * 2 * batches >= underWay;

  function openLane(): void {
    if (working.size >= options.lanes || !isWorthStarting()) return;
    const lane: Promise<void> = work().finally(() => {
      working.delete(lane);
      openLane();
    });
    working.add(lane);
  }

  async function work(): Promise<void> {
    // One turn of the event loop, so that requests that were read together start together.
    await new Promise(setImmediate);
    while (isWorthStarting()) {
      const batch = takeBatch();
      batches++;
      underWay += batch.length;
      await runOrSplit(batch);
      batches--;
      underWay -= batch.length;
    }
  }

  /** As many as fit, and at least one. */
  function takeBatch(): Waiting<T, R>[] {
    let bytes = 0;
    let count = 0;
    for (const { item } of queue) {
      const size = options.bytesOf(item);
      if (count > 0 && (count === options.batchMax || bytes + size > options.batchBytesMax)) break;
      bytes += size;
      count++;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    queuedBytes -= bytes;
    return batch;
  }

  async function runOrSplit(batch: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await options.run(batch.map(({ item }) => item));
      for (const [index, waiting] of batch.entries()) waiting.resolve(results[index] as R);
    } catch (error) {
      if (batch.length === 1 || isAppError(error) || options.isOutage(error)) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await runOrSplit(batch.slice(0, middle));
      await runOrSplit(batch.slice(middle));
    }
  }

  return {
    submit: (item) => {
      const bytes = options.bytesOf(item);
      if (closed || queue.length >= options.queueMax || queuedBytes + bytes > options.queueBytesMax)
        return Promise.reject(
          new AppError("unavailable", "Too many requests are waiting. Send this one again in a second.", undefined, 1),
        );
      return new Promise<R>((resolve, reject) => {
        queue.push({ item, resolve, reject });
        queuedBytes += bytes;
        openLane();
      });
    },
    close: async () => {
      closed = true;
      while (working.size > 0) await Promise.all(working);
    },
  };
}
