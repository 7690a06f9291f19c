import { run, type SystemUser } from "./command";
import { StartError } from "./start-error";

const CANDIDATES = ["postgres", "_postgres"];

/** PostgreSQL refuses to run as root, so root needs somebody to run it as: `postgres`, made here when there is none. */
export async function systemUserForRoot(): Promise<SystemUser> {
  const user =
    (await firstFound(CANDIDATES)) ??
    (await createUser("postgres")) ??
    // Not as private as a user of its own, but every system has it.
    (await findUser("nobody"));
  if (user) return user;
  throw new StartError(
    "PostgreSQL can't run as root and no system user `postgres` could be made: create one, start Tidegate as an ordinary user, or set DATABASE_URL.",
  );
}

/** True when this process is root, which PostgreSQL is not allowed to be. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function firstFound(names: string[]): Promise<SystemUser | null> {
  for (const name of names) {
    const user = await findUser(name);
    if (user) return user;
  }
  return null;
}

async function findUser(name: string): Promise<SystemUser | null> {
  const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
  if (uid.code !== 0 || gid.code !== 0 || Number(uid.output) === 0) return null;
  return { name, uid: Number(uid.output), gid: Number(gid.output) };
}

async function createUser(name: string): Promise<SystemUser | null> {
  const made = await run("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    name,
  ]);
  if (made.code !== 0) await run("adduser", ["-S", "-D", "-H", name]);
  // Looked up whatever they said: another start may have made it at the same moment.
  return findUser(name);
}
