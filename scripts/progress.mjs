/** Milliseconds as people say them: "80 ms", "4.2 s", "1 min 12 s". */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** Says what is being done, does it, and says how long it took. */
export async function during(what, work) {
  console.log(`${what} …`);
  const started = performance.now();
  const result = await work();
  console.log(`${what}: ${duration(performance.now() - started)}`);
  return result;
}
