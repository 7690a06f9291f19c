import { execFile } from "node:child_process";

/** A user of the system by its numbers. */
export type SystemUser = { name: string; uid: number; gid: number };

/** How a program ended: `code` is null when it could not be started, was killed or took too long. */
export type Outcome = { code: number | null; output: string };

/** Runs a program to its end, as another user when `as` says so; never rejects. `output` is stdout and stderr. */
export function run(
  file: string,
  args: string[],
  options: { as?: SystemUser | null; cwd?: string; timeoutMs?: number } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      { ...identity(options.as), cwd: options.cwd, env: plainEnv(), timeout: options.timeoutMs ?? 60_000 },
      (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`;
        if (!error) return resolve({ code: 0, output });
        resolve({ code: typeof error.code === "number" ? error.code : null, output: output || error.message });
      },
    );
  });
}

/** The options of `spawn` that make a child run as this user. */
export function identity(as: SystemUser | null | undefined): { uid?: number; gid?: number } {
  return as ? { uid: as.uid, gid: as.gid } : {};
}

/**
 * The environment of PostgreSQL's programs: what a system needs to run them, none of our secrets, and no `PG…` variables,
 * which would lead them elsewhere.
 */
export function plainEnv(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, Path, SystemRoot, TEMP, TMP, TMPDIR } = process.env;
  return { NODE_ENV, PATH, Path, SystemRoot, TEMP, TMP, TMPDIR, LC_ALL: "C" };
}
