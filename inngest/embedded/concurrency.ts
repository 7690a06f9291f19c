import type { ConcurrencyLimit, Definition } from "./definition";
import type { EngineEvent } from "./protocol";

/**
 * Keeps calls within their functions' limits, first come, first served. As on an Inngest, a limit counts calls that are executing: a run
 * that sleeps or waits for its retry holds no place.
 */
export function createConcurrency() {
  const executing = new Map<string, number>();
  const waiting: { places: Place[]; start(): void }[] = [];

  const fits = (places: Place[]) => places.every(({ key, limit }) => (executing.get(key) ?? 0) < limit);
  const change = (places: Place[], by: 1 | -1) => {
    for (const { key } of places) {
      const count = (executing.get(key) ?? 0) + by;
      if (count === 0) executing.delete(key);
      else executing.set(key, count);
    }
  };

  function startWhatFits(): void {
    for (let index = 0; index < waiting.length; ) {
      const next = waiting[index];
      if (next === undefined || !fits(next.places)) {
        index++;
        continue;
      }
      waiting.splice(index, 1);
      change(next.places, 1);
      next.start();
    }
  }

  return {
    async within<T>(definition: Definition, event: EngineEvent, work: () => Promise<T>): Promise<T> {
      const places = definition.limits.map((limit, index) => placeOf(definition.id, limit, index, event));
      if (fits(places)) change(places, 1);
      else await new Promise<void>((start) => waiting.push({ places, start }));
      try {
        return await work();
      } finally {
        change(places, -1);
        startWhatFits();
      }
    },
  };
}

interface Place {
  key: string;
  limit: number;
}

function placeOf(functionId: string, { limit, keyPath }: ConcurrencyLimit, index: number, event: EngineEvent): Place {
  const value = keyPath?.reduce<unknown>(
    (at, name) =>
      typeof at === "object" && at !== null ? Object.entries(at).find(([key]) => key === name)?.[1] : null,
    event,
  );
  return { key: JSON.stringify([functionId, index, value ?? null]), limit };
}
