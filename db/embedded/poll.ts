import { setTimeout as pause } from "node:timers/promises";

/** Asks every 20 ms until the answer is not null. @returns null when the deadline passed */
export async function poll<T>(ask: () => Promise<T | null>, timeoutMs: number): Promise<T | null> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() >= deadline) return null;
    await pause(20);
  }
}
