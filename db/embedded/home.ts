import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { SystemUser } from "./command";
import { decideHome } from "./decide";
import { canEnter, openPlace } from "./places";
import { isRoot, systemUserForRoot } from "./run-as";
import { StartError } from "./start-error";

/** Where one database lives. `cluster` is PostgreSQL's own folder; `as` runs it, null meaning ourselves. */
export type Home = { dir: string; cluster: string; passwordFile: string; logFile: string; as: SystemUser | null };

/** Makes `<dataDir>/postgres`, which holds the lock and, unless noted otherwise there, the database. */
export async function makeOwnFolder(dataDir: string): Promise<string> {
  const own = join(dataDir, "postgres");
  try {
    await makeFolder(dataDir);
    await makeFolder(own);
    return own;
  } catch (cause) {
    throw new StartError(
      `The data folder ${dataDir} can't be written (${cause instanceof Error ? cause.message : cause}): give Tidegate another one with TIDEGATE_DATA_DIR.`,
      { cause },
    );
  }
}

/** Finds or chooses where the database lives and who runs it. `own` is the folder of `makeOwnFolder`, locked by us. */
export async function openHome(own: string, log: (line: string) => void): Promise<Home> {
  const dir = await chooseFolder(own, log);
  const cluster = join(dir, "cluster");
  return {
    dir,
    cluster,
    passwordFile: join(dir, "password"),
    logFile: join(dir, "postgres.log"),
    as: await whoRuns(cluster),
  };
}

async function chooseFolder(own: string, log: (line: string) => void): Promise<string> {
  const note = join(own, "location");
  const noted = (await readFile(note, "utf8").catch(() => "")).trim();
  const clusterHere = await exists(join(own, "cluster"));
  const where = decideHome({
    clusterHere,
    noted: noted === "" ? "none" : (await exists(noted)) ? "there" : "gone",
    reachable: clusterHere || !isRoot() || (await canEnter(own, await systemUserForRoot())),
  });
  if (where === "here") return own;
  if (where === "elsewhere") return moveOut(own, note, log);
  if (where === "lost") {
    throw new StartError(
      `The database's folder ${noted} is gone: bring it back, or delete ${note} to begin with an empty database.`,
    );
  }
  log(`The database is in ${noted}.`);
  return noted;
}

/** The name is new each time: a data folder that was deleted and made anew must not meet its predecessor's database. */
async function moveOut(own: string, note: string, log: (line: string) => void): Promise<string> {
  const user = await systemUserForRoot();
  const place = await openPlace(user);
  const dir = join(place.dir, `data-${randomBytes(6).toString("hex")}`);
  await makeFolder(dir);
  await writeFile(note, `${dir}\n`);
  const caution = place.lasting ? "" : " (a temporary folder: the system may empty it)";
  log(`The database goes to ${dir}${caution}, because the system user ${user.name}, who runs it, can't enter ${own}.`);
  return dir;
}

async function whoRuns(cluster: string): Promise<SystemUser | null> {
  const owner = await stat(cluster).catch(() => null);
  if (!isRoot()) {
    const me = process.getuid?.();
    if (owner === null || me === undefined || owner.uid === me) return null;
    throw new StartError(
      `The database in ${cluster} belongs to the system user ${owner.uid}, not to you (${me}): start Tidegate as it was started before, or give the folder to yourself with chown -R.`,
    );
  }
  if (owner === null) return systemUserForRoot();
  if (owner.uid === 0) {
    const { name } = await systemUserForRoot();
    throw new StartError(
      `The database in ${cluster} belongs to root, as whom PostgreSQL can't run: hand it over with \`chown -R ${name} ${cluster}\`.`,
    );
  }
  const user = { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  if (await canEnter(cluster, user)) return user;
  throw new StartError(
    `The system user ${user.name}, who owns and runs the database, can't enter ${cluster}: let others pass through the folders above it (chmod o+x), or move the checkout.`,
  );
}

/** Root's folder must let the database's user through; anybody else's is nobody else's business. */
async function makeFolder(dir: string): Promise<void> {
  const mode = isRoot() ? 0o755 : 0o700;
  // The mode passes through the umask, hence chmod; a folder that was there keeps the mode its owner gave it.
  if ((await mkdir(dir, { recursive: true, mode })) !== undefined) await chmod(dir, mode);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Removes a database with everything that belongs to it. */
export async function removeHome(dataDir: string, dir: string): Promise<void> {
  // Only folders that we have named ourselves: the note that leads elsewhere is a file that somebody may have written.
  if (dir === join(dataDir, "postgres") || /^data-[0-9a-f]{12}$/.test(basename(dir)))
    await rm(dir, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
