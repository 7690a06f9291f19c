import { startEmbedded } from "../start";
import { isStartError } from "../start-error";

/** What the app tells the test that forked it. */
export type Report =
  | { kind: "log"; line: string }
  | { kind: "ready"; url: string; dir: string }
  | { kind: "refused"; message: string };

// An app that only holds the embedded database, for tests that kill it. Arguments: the data folder, the durability.
main(process.argv[2] ?? "", process.argv[3]).catch((error: unknown) => {
  if (!isStartError(error)) throw error;
  report({ kind: "refused", message: error.message });
  process.disconnect();
});

function report(message: Report): void {
  process.send?.(message);
}

async function main(dataDir: string, durability: string | undefined): Promise<void> {
  const started = await startEmbedded({
    dataDir,
    log: (line) => report({ kind: "log", line }),
    durability: durability === "full" ? "full" : "none",
  });
  if (!process.connected) return started.stop();
  // Listening keeps the process alive until its parent lets go of it or dies.
  process.on("message", () => {});
  process.once("disconnect", () => started.stop());
  process.once("SIGTERM", async () => {
    await started.stop();
    process.disconnect();
  });
  report({ kind: "ready", url: started.url, dir: started.dir });
}
