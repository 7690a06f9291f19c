import { chmod, lstat, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, type SystemUser } from "./command";
import { StartError } from "./start-error";

const LASTING = "/var/lib/tidegate";

/**
 * A folder outside the checkout that this user can enter and only we can write, for when root's own folders shut the
 * database's user out. `lasting` is false where the system may empty it (the temp folder).
 */
export async function openPlace(as: SystemUser): Promise<{ dir: string; lasting: boolean }> {
  for (const dir of [LASTING, join(tmpdir(), "tidegate"), "/tmp/tidegate"]) {
    if ((await makePrivate(dir)) && (await canEnter(dir, as))) return { dir, lasting: dir === LASTING };
  }
  throw new StartError(
    `No folder was found that the system user ${as.name}, who runs the database, can use: make ${LASTING} writable, or set DATABASE_URL.`,
  );
}

/** Whether the user can go into the folder, asked of the system itself (modes, access lists and mounts all count). */
export async function canEnter(dir: string, as: SystemUser): Promise<boolean> {
  const { code } = await run("sh", ["-c", 'cd "$1"', "sh", dir], { as, cwd: "/" });
  return code === 0;
}

/** Makes the folder; false unless it is a real folder of ours that nobody else can write. */
async function makePrivate(dir: string): Promise<boolean> {
  try {
    const made = await mkdir(dir, { recursive: true, mode: 0o755 });
    // The mode above passes through the umask.
    if (made !== undefined) await chmod(dir, 0o755);
    const found = await lstat(dir);
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}
