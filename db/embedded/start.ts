import { realpath, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Binaries, findBinaries } from "./binaries";
import { hasCluster, initialise } from "./cluster";
import { askServer, databaseUrl, ensureDatabase } from "./database";
import { decidePostmaster, isPassingFailure } from "./decide";
import { type Home, makeOwnFolder, openHome } from "./home";
import { takeLock } from "./lock";
import { rotateLog } from "./log-file";
import { usableMemoryBytes } from "./memory";
import { readOrMakePassword } from "./password";
import type { PidFile } from "./pid-file";
import { freePort } from "./port";
import { launch, readPidFile, stop } from "./postmaster";
import { isPostmasterOf, lookAt } from "./processes";
import { type Durability, settings } from "./settings";
import { StartError } from "./start-error";

const LAUNCHES_MAX = 20;
const ROTATE_EVERY_MS = 60 * 60_000;

export type EmbeddedOptions = {
  /** The app's data folder; the database lives in `postgres/` below it. Made when it is not there. */
  dataDir: string;
  /** Takes one sentence at a time about what happens. */
  log: (line: string) => void;
  /** "none" is for tests: fast, and a crash of the machine loses the folder. */
  durability?: Durability;
};

export type Embedded = {
  /** The address of the database `tidegate`. */
  url: string;
  /** The folder where the database's files really are. */
  dir: string;
  /** Stops the server and gives the data folder free; may be called more than once. Close your connections first. */
  stop(): Promise<void>;
};

type Running = { pid: number; port: number };

/**
 * Starts the PostgreSQL that comes with Tidegate, or takes over the one that a killed app left running.
 * @throws StartError with the one sentence to show
 */
export async function startEmbedded({ dataDir, log, durability = "full" }: EmbeddedOptions): Promise<Embedded> {
  const folder = resolve(dataDir);
  const own = await makeOwnFolder(folder);
  const release = await takeLock(join(own, "lock"), folder);
  try {
    const home = await openHome(own, log);
    const binaries = await findBinaries(home.as);
    const password = await ensureCluster(home, binaries, durability, log);
    const running = await adoptOrLaunch(home, binaries, password, durability, log);
    await ensureDatabase(running.port, password).catch(async (error: unknown) => {
      await stop(running.pid, binaries);
      throw isWrongPassword(error) ? passwordRefused(home) : error;
    });
    return {
      url: databaseUrl(running.port, password),
      dir: home.dir,
      stop: stopper(home, binaries, running, release, log),
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function ensureCluster(
  home: Home,
  binaries: Binaries,
  durability: Durability,
  log: (line: string) => void,
): Promise<string> {
  const exists = await hasCluster(home, binaries);
  const password = await readOrMakePassword(home, exists);
  if (exists) return password;
  log(`Making the database in ${home.dir}.`);
  await initialise(home, binaries, password, durability);
  return password;
}

async function adoptOrLaunch(
  home: Home,
  binaries: Binaries,
  password: string,
  durability: Durability,
  log: (line: string) => void,
): Promise<Running> {
  const pidFile = await readPidFile(home.cluster);
  const cluster = await realpath(home.cluster);
  const action = decidePostmaster({
    pidFile,
    process: pidFile ? await whoHas(pidFile.pid, cluster) : "gone",
    suits: await suits(pidFile, cluster, binaries, password, durability),
  });
  if (action === "adopt" && pidFile !== null && pidFile.port !== null) {
    log("PostgreSQL was still running from before; going on with it.");
    return { pid: pidFile.pid, port: pidFile.port };
  }
  if (action === "replace" && pidFile !== null) await stopLeftover(pidFile.pid, binaries, log);
  if (action === "clear-and-launch") await rm(join(home.cluster, "postmaster.pid"), { force: true });
  return launchOnFreePort(home, binaries, durability, log);
}

async function whoHas(pid: number, cluster: string): Promise<"postmaster" | "unrelated" | "gone"> {
  if (!(await lookAt(pid)).alive) return "gone";
  return (await isPostmasterOf(pid, cluster)) ? "postmaster" : "unrelated";
}

async function suits(
  pidFile: PidFile | null,
  cluster: string,
  binaries: Binaries,
  password: string,
  durability: Durability,
): Promise<boolean> {
  if (pidFile === null || pidFile.port === null || pidFile.status !== "ready") return false;
  const facts = await askServer(pidFile.port, password);
  if (facts === null || facts.version !== binaries.version) return false;
  if ((facts.fsync === "on") !== (durability === "full")) return false;
  return (await realpath(facts.dataDirectory).catch(() => null)) === cluster;
}

async function stopLeftover(pid: number, binaries: Binaries, log: (line: string) => void): Promise<void> {
  log("PostgreSQL was still running from before; restarting it.");
  if (await stop(pid, binaries)) return;
  throw new StartError(
    `An earlier PostgreSQL (process ${pid}) does not stop: end it with \`kill -9 ${pid}\` and start again.`,
  );
}

async function launchOnFreePort(
  home: Home,
  binaries: Binaries,
  durability: Durability,
  log: (line: string) => void,
): Promise<Running> {
  for (let launches = 1; ; launches++) {
    const port = await freePort();
    const outcome = await launch(home, binaries, settings({ port, memoryBytes: usableMemoryBytes(), durability }), log);
    if (outcome.kind === "ready") return { pid: outcome.pid, port };
    if (!isPassingFailure(outcome.output) || launches === LAUNCHES_MAX) throw wouldNotStart(outcome.output, home);
    // Another program took the port, or processes of a killed server are still leaving.
    await pause(launches * 50);
  }
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "28P01";
}

function passwordRefused(home: Home): StartError {
  return new StartError(
    `The database in ${home.dir} does not take the password in ${home.passwordFile}: bring back the file that belongs to it, or begin anew with another TIDEGATE_DATA_DIR.`,
  );
}

function wouldNotStart(output: string, home: Home): StartError {
  const reason = /(?:FATAL|PANIC|ERROR):\s*(.+)/.exec(output)?.[1] ?? "it gave no reason";
  return new StartError(`PostgreSQL did not start: ${reason.trim()} (more in ${home.logFile}).`);
}

function stopper(
  home: Home,
  binaries: Binaries,
  running: Running,
  release: () => Promise<void>,
  log: (line: string) => void,
): () => Promise<void> {
  const rotation = setInterval(() => {
    rotateLog(home.logFile).catch((error: Error) => log(`PostgreSQL's log could not be shortened: ${error.message}`));
  }, ROTATE_EVERY_MS);
  rotation.unref();

  async function stopOnce(): Promise<void> {
    clearInterval(rotation);
    if (!(await stop(running.pid, binaries)))
      log(`PostgreSQL (process ${running.pid}) did not stop; the next start will see to it.`);
    await release();
  }
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= stopOnce();
    return stopping;
  };
}
