/** Where no custom server has started the runtime, the first server instance does. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { runtime } = await import("./lib/runtime");
  await runtime();
}
