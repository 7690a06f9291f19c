import { randomBytes } from "node:crypto";
import { chown, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries";
import { run, type SystemUser } from "./command";
import { type ClusterFound, decideCluster } from "./decide";
import type { Home } from "./home";
import type { Durability } from "./settings";
import { StartError } from "./start-error";

export const DATABASE_USER = "tidegate";
const DRAFT = "initialising-";

/**
 * Looks at PostgreSQL's folder.
 * @returns whether it is there, ready to use; false = `initialise` has to make it
 * @throws StartError when something is there that this PostgreSQL can't use; nothing is changed then
 */
export async function hasCluster(home: Home, binaries: Binaries): Promise<boolean> {
  const found = await look(home.cluster);
  const decision = decideCluster(found, binaries.major);
  if (decision === "refuse-version" && found.kind === "folder") {
    throw new StartError(
      `The database in ${home.cluster} was made by PostgreSQL ${found.version}, but this Tidegate brings PostgreSQL ${binaries.major}; nothing was changed: go back to the Tidegate that made it, or begin anew with another TIDEGATE_DATA_DIR.`,
    );
  }
  if (decision === "refuse-foreign") {
    throw new StartError(
      `${home.cluster} holds files that are not a PostgreSQL database; nothing was changed: move them away, or set another TIDEGATE_DATA_DIR.`,
    );
  }
  return decision === "use";
}

/** Makes an empty database. It is made beside its place and renamed, so that an interrupted start leaves nothing half-made. */
export async function initialise(
  home: Home,
  binaries: Binaries,
  password: string,
  durability: Durability,
): Promise<void> {
  await removeDrafts(home.dir);
  const draft = join(home.dir, `${DRAFT}${randomBytes(6).toString("hex")}`);
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (home.as) await giveTo(home.as, [draft, passwordFile]);
  try {
    await runInitdb(home, binaries, [
      "-D",
      draft,
      `--pwfile=${passwordFile}`,
      ...(durability === "none" ? ["--no-sync"] : []),
    ]);
    // A folder that is there already is an empty one.
    await rmdir(home.cluster).catch(() => {});
    await rename(draft, home.cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function runInitdb(home: Home, binaries: Binaries, args: string[]): Promise<void> {
  const { code, output } = await run(
    binaries.initdb,
    [
      ...args,
      `--username=${DATABASE_USER}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // Built into PostgreSQL: sorts by code point and knows upper and lower case on every system alike.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-instructions",
    ],
    { as: home.as, cwd: home.dir, timeoutMs: 120_000 },
  );
  if (code === 0) return;
  const reason = output.split("\n").find((line) => /error|fatal/i.test(line)) ?? "it was interrupted";
  throw new StartError(`The database could not be made in ${home.dir}: ${reason.trim()}`);
}

async function look(cluster: string): Promise<ClusterFound> {
  if (!(await stat(cluster).catch(() => null))) return { kind: "missing" };
  const entries = await readdir(cluster);
  if (entries.length === 0) return { kind: "empty" };
  const version = await readFile(join(cluster, "PG_VERSION"), "utf8").catch(() => null);
  return { kind: "folder", version: version === null ? null : version.trim() };
}

/** What interrupted starts left. An initdb that still runs in one may keep a file in it: then it goes next time. */
async function removeDrafts(dir: string): Promise<void> {
  const drafts = (await readdir(dir)).filter((name) => name.startsWith(DRAFT));
  await Promise.allSettled(drafts.map((name) => rm(join(dir, name), { recursive: true, force: true, maxRetries: 2 })));
}

async function giveTo(user: SystemUser, paths: string[]): Promise<void> {
  for (const path of paths) await chown(path, user.uid, user.gid);
}
