import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries";
import { identity, plainEnv, run } from "./command";
import type { Home } from "./home";
import { readLogFrom, rotateLog, sizeOf } from "./log-file";
import { type PidFile, parsePidFile } from "./pid-file";
import { poll } from "./poll";
import { lookAt } from "./processes";
import { settingArguments } from "./settings";
import { StartError } from "./start-error";

const READY_MS_MAX = 10 * 60_000;
const SLOW_START_MS = 5_000;
const FAST_STOP_MS_MAX = 20_000;
const IMMEDIATE_STOP_MS_MAX = 10_000;

/** A server that takes connections, or what it wrote before it gave up. */
export type Launch = { kind: "ready"; pid: number } | { kind: "failed"; output: string };

/** What `postmaster.pid` says; null when there is none. */
export async function readPidFile(cluster: string): Promise<PidFile | null> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => null);
  return text === null ? null : parsePidFile(text);
}

/** Starts the server and waits until it takes connections. */
export async function launch(
  home: Home,
  binaries: Binaries,
  settings: Record<string, string>,
  log: (line: string) => void,
): Promise<Launch> {
  await rotateLog(home.logFile);
  const loggedBefore = await sizeOf(home.logFile);
  const child = await spawnServer(home, binaries, settings);
  const slow = setTimeout(() => log("PostgreSQL is repairing the database after an unclean stop."), SLOW_START_MS);
  try {
    const state = await poll(() => progress(child, home.cluster), READY_MS_MAX);
    if (state === "ready" && child.pid !== undefined) return { kind: "ready", pid: child.pid };
    if (state === null && child.pid !== undefined) await stop(child.pid, binaries);
    return { kind: "failed", output: await readLogFrom(home.logFile, loggedBefore) };
  } finally {
    clearTimeout(slow);
  }
}

/** Fast shutdown (finishes nothing new, keeps everything committed), and after a while an immediate one. @returns it ended */
export async function stop(pid: number, binaries: Binaries): Promise<boolean> {
  await signal(pid, "INT", binaries);
  if (await ended(pid, FAST_STOP_MS_MAX)) return true;
  await signal(pid, "QUIT", binaries);
  return ended(pid, IMMEDIATE_STOP_MS_MAX);
}

async function spawnServer(home: Home, binaries: Binaries, settings: Record<string, string>): Promise<ChildProcess> {
  const logFile = await open(home.logFile, "a", 0o600);
  try {
    const child = spawn(binaries.postgres, ["-D", home.cluster, ...settingArguments(settings)], {
      ...identity(home.as),
      cwd: home.dir,
      env: plainEnv(),
      // A process group of its own: the terminal's Ctrl-C is for the app, which stops the database last.
      detached: true,
      stdio: ["ignore", logFile.fd, logFile.fd],
      windowsHide: true,
    });
    await once(child, "spawn").catch((cause: unknown) => {
      throw new StartError(
        `PostgreSQL could not be started (${cause instanceof Error ? cause.message : cause}): set DATABASE_URL to a PostgreSQL of your own.`,
        { cause },
      );
    });
    // The app ends when it is done; it does not wait for this child.
    child.unref();
    return child;
  } finally {
    await logFile.close();
  }
}

async function progress(child: ChildProcess, cluster: string): Promise<"ready" | "exited" | null> {
  if (child.exitCode !== null || child.signalCode !== null) return "exited";
  const pidFile = await readPidFile(cluster);
  return pidFile?.pid === child.pid && pidFile?.status === "ready" ? "ready" : null;
}

async function signal(pid: number, name: "INT" | "QUIT", binaries: Binaries): Promise<void> {
  if (process.platform === "win32") {
    await run(binaries.pgCtl, ["kill", name, String(pid)]);
    return;
  }
  try {
    process.kill(pid, `SIG${name}`);
  } catch {
    // Gone already, which is what we want.
  }
}

async function ended(pid: number, timeoutMs: number): Promise<boolean> {
  return (await poll(async () => ((await lookAt(pid)).alive ? null : true), timeoutMs)) ?? false;
}
