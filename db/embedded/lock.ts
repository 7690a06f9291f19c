import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { decideLock, type LockOwner } from "./decide";
import { lookAt } from "./processes";
import { StartError } from "./start-error";

/**
 * Takes the lock of a data folder for this process; a lock whose process died is taken over.
 * @returns releases it
 * @throws StartError (reason "in-use") when another live app holds it
 */
export async function takeLock(file: string, dataDir: string): Promise<() => Promise<void>> {
  const self = await lookAt(process.pid);
  const mine = JSON.stringify({ pid: process.pid, startedAt: self.alive ? self.startedAt : null });
  while (!(await place(file, mine))) {
    const text = await readFile(file, "utf8").catch(() => null);
    if (text === null) continue;
    const owner = parse(text);
    if (decideLock(owner, owner ? await lookAt(owner.pid) : { alive: false }) === "held") throw inUse(owner, dataDir);
    await putAside(file, text);
  }
  return async () => {
    if ((await readFile(file, "utf8").catch(() => null)) === mine) await rm(file, { force: true });
  };
}

/** Writes beside and links: the lock appears at once and whole, or not at all because there is one already. */
async function place(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, content, { mode: 0o600, flag: "wx" });
  try {
    await link(draft, file).catch((error) => {
      if (isTaken(error)) throw error;
      // Some shared and removable drives have no hard links.
      return copyFile(draft, file, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

/** Removes a stale lock. Between reading and moving another app may have taken it over: then it gets its lock back. */
async function putAside(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString("hex")}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  const content = await readFile(aside, "utf8");
  await rm(aside, { force: true });
  if (content !== stale) await place(file, content);
}

function parse(text: string): LockOwner | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number") return null;
    const startedAt = "startedAt" in value && typeof value.startedAt === "string" ? value.startedAt : null;
    return { pid: value.pid, startedAt };
  } catch {
    return null;
  }
}

function inUse(owner: LockOwner | null, dataDir: string): StartError {
  return new StartError(
    `Another Tidegate (process ${owner?.pid}) is using the data folder ${dataDir}: stop it first, or give this one a folder of its own with TIDEGATE_DATA_DIR.`,
    { reason: "in-use" },
  );
}
