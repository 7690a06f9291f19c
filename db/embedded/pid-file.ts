/** What PostgreSQL says about itself in `postmaster.pid`. `port` is null while it has not got that far yet. */
export type PidFile = { pid: number; port: number | null; status: "starting" | "stopping" | "ready" | "unknown" };

/** Reads the text of a `postmaster.pid`; null when it names no process (empty, cut off, not ours to understand). */
export function parsePidFile(text: string): PidFile | null {
  // Lines: pid, data directory, start time, port, socket directory, listen address, shared memory, status.
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return null;
  const port = Number(lines[3]);
  return { pid, port: Number.isInteger(port) && port > 0 ? port : null, status: statusOf(lines[7]) };
}

function statusOf(line: string | undefined): PidFile["status"] {
  return line === "starting" || line === "stopping" || line === "ready" ? line : "unknown";
}
