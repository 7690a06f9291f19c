import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

const KILL_AFTER_MS = 10_000;

/**
 * Runs a program to its end; never rejects.
 * @param {string} command
 * @param {string[]} args
 * @param {{ show?: boolean, env?: Record<string, string | undefined>, cwd?: string, timeoutMs?: number, signal?: AbortSignal }} options
 *   `show` lets it write to our terminal, otherwise its output is returned; `env` is laid over ours, undefined removes;
 *   `timeoutMs` and `signal` interrupt it.
 * @returns {Promise<{ code: number, output: string, interrupted: boolean }>} `code` is 0 only for success
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: options.show ? "inherit" : ["ignore", "pipe", "pipe"],
      // npm and its like are scripts on Windows, which only a shell can start.
      shell: process.platform === "win32" && !command.includes(":"),
    });
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));

    const interruption = interruptible(child, options);
    const finish = (code) => {
      interruption.dispose();
      resolve({ code, output: Buffer.concat(chunks).toString("utf8"), interrupted: interruption.happened() });
    };
    child.once("error", (error) => {
      chunks.push(Buffer.from(error.message));
      finish(127);
    });
    child.once("close", (code) => finish(code ?? 1));
  });
}

/** Runs a JavaScript program of an installed package with this very node. */
export function runNode(file, args, options = {}) {
  return run(process.execPath, [file, ...args], options);
}

/** The last lines of an output, for showing why something failed. */
export function tail(output, lines = 25) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}

/** Asks the child to end when time is up or the signal fires, and after a while makes it. */
function interruptible(child, { timeoutMs, signal }) {
  let happened = false;
  let force;
  const interrupt = () => {
    happened = true;
    child.kill("SIGINT");
    force = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(interrupt, timeoutMs);
  if (signal?.aborted) interrupt();
  else signal?.addEventListener("abort", interrupt, { once: true });
  return {
    happened: () => happened,
    dispose: () => {
      clearTimeout(timer);
      clearTimeout(force);
      signal?.removeEventListener("abort", interrupt);
    },
  };
}
