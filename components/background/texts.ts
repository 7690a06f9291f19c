const countedMax = 10_000;

/** How much is due; the server stops counting at ten thousand. */
export function dueText(due: number | null): string {
  if (due === null) return "Unknown";
  if (due === 0) return "None";
  return due >= countedMax ? "10,000+" : due.toLocaleString("en");
}

/** Where functions run, in a sentence. */
export const engineText = (engine: string): string =>
  engine.startsWith("embedded")
    ? "Runs on the embedded engine, in Tidegate's own process. Set INNGEST_BASE_URL to run it on an Inngest."
    : `Runs on the Inngest at ${engine}.`;
