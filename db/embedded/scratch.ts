import { createHash } from "node:crypto";
import { lstat, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeHome } from "./home";
import { type Embedded, startEmbedded } from "./start";
import { isStartError, StartError } from "./start-error";

const SLOTS = 16;

/**
 * Starts a throw-away PostgreSQL for a test run, in a folder of the system's temp folder that `stop` removes. Runs of one
 * checkout that go on at the same time get a folder each; one that was killed leaves its folder and server to the next run.
 */
export async function startScratch(log: (line: string) => void): Promise<Embedded> {
  const checkout = createHash("sha256").update(process.cwd()).digest("hex").slice(0, 8);
  for (let slot = 1; slot <= SLOTS; slot++) {
    const dataDir = join(tmpdir(), `tidegate-test-${process.getuid?.() ?? "user"}-${checkout}-${slot}`);
    if (!(await makeOwn(dataDir))) continue;
    const started = await startUnlessInUse(dataDir, log);
    if (started) return { ...started, stop: () => stopAndRemove(started, dataDir) };
  }
  throw new StartError(`All ${SLOTS} test databases of this checkout are in use: end a test run first.`);
}

/** The name can be guessed, so a folder that somebody else made or may change is not used. */
async function makeOwn(dataDir: string): Promise<boolean> {
  await mkdir(dataDir, { mode: process.getuid?.() === 0 ? 0o755 : 0o700 }).catch(() => {});
  const found = await lstat(dataDir).catch(() => null);
  if (found === null || !found.isDirectory()) return false;
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
}

async function startUnlessInUse(dataDir: string, log: (line: string) => void): Promise<Embedded | null> {
  try {
    return await startEmbedded({ dataDir, log, durability: "none" });
  } catch (error) {
    if (isStartError(error) && error.reason === "in-use") return null;
    throw error;
  }
}

async function stopAndRemove(started: Embedded, dataDir: string): Promise<void> {
  await started.stop();
  await removeHome(dataDir, started.dir);
}
