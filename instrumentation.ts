/** Where no custom server has started the runtime, the first server instance does. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { runtime, setEngine } = await import("./lib/runtime");
  setEngine((await import("./inngest")).openEngine);
  await runtime();
}
