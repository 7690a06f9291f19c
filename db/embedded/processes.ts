import { readFile, readlink } from "node:fs/promises";
import { run } from "./command";

/** A process as seen now. `startedAt` is an opaque mark that differs between two processes with one pid; null = unknown. */
export type ProcessView = { alive: false } | { alive: true; startedAt: string | null };

/** Looks whether a process lives. A zombie does not: nobody may ever collect it. */
export async function lookAt(pid: number): Promise<ProcessView> {
  if (!isSignalable(pid)) return { alive: false };
  if (process.platform === "linux") return lookInProc(pid);
  if (process.platform === "win32") return { alive: true, startedAt: null };
  const { code, output } = await run("ps", ["-o", "lstart=", "-p", String(pid)]);
  return code === 0 ? { alive: true, startedAt: output.trim() } : { alive: true, startedAt: null };
}

/** Whether the process is a PostgreSQL server of exactly this folder. On Windows, where it can't be known: false. */
export async function isPostmasterOf(pid: number, clusterDir: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  // A postmaster makes its data folder its working directory; that stays true when the folder is moved.
  if (process.platform === "linux") return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === clusterDir;
  const { code, output } = await run("ps", ["-o", "command=", "-p", String(pid)]);
  return code === 0 && output.includes("postgres") && output.includes(clusterDir);
}

function isSignalable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function lookInProc(pid: number): Promise<ProcessView> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // Some systems hide other users' processes: alive, and no more is known.
  if (stat === null) return isSignalable(pid) ? { alive: true, startedAt: null } : { alive: false };
  // The name stands in brackets and may hold anything; the fields after it are plain.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === "Z" || state === "X") return { alive: false };
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return { alive: true, startedAt: `${boot.trim()}:${startTicks}` };
}
