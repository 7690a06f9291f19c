import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BackgroundControl } from "@/lib/background/create-background";
import type { Log } from "@/lib/log";
import { answerLater } from "../later";
import type { AnswerPages } from "../pages";
import { createForwarder, isAway } from "./forward";
import type { FromPages, PagesSettings, ToPages } from "./messages";

export interface PagesProcess {
  /** Resolves when it is ready; rejects when it can't start. From then on it is started again whenever it ends. */
  open(
    deps: { log: Log; background: Pick<BackgroundControl, "accept"> },
    settings: Omit<PagesSettings, "address">,
  ): Promise<AnswerPages>;
  /** Ends it, also while it is starting. */
  stop(): Promise<void>;
}

const restartMs = 1_000;
const patienceMs = 10_000;

/**
 * Pages in a process of their own, so that a request to a door never waits for a page, and is spared the asynchronous-context hooks that
 * Next turns on for a whole process. It loads its code at once and has its own runtime on the same rows; what it wants done in the background
 * it tells this one. While it is started again after a failure, pages are asked to come back, and doors stay open.
 * @param file the bundled `process/pages.ts`
 */
export function forkPages(file: URL): PagesProcess {
  const { address, remove } = privateAddress();
  const forwarder = createForwarder(address);
  let child: ChildProcess | null = start();
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;

  function start(): ChildProcess {
    // What bounds this process's memory bounds the other's; a debugger has one port.
    const execArgv = process.execArgv.filter((argument) => !argument.startsWith("--inspect"));
    const started = fork(file, { serialization: "advanced", execArgv });
    const gone = () => {
      if (child === started) child = null;
    };
    started.once("exit", gone);
    // One that could not even begin has no end.
    started.on("error", () => started.pid === undefined && gone());
    return started;
  }

  const open: PagesProcess["open"] = async ({ log, background }, settings) => {
    const opened = async () => {
      if (stopping) throw new Error("the app is stopping");
      child ??= start();
      const opening = child;
      await new Promise<void>((resolve, reject) => {
        opening.once("error", (error) => {
          opening.kill("SIGKILL");
          reject(error);
        });
        opening.once("exit", (code, signal) =>
          reject(new Error(`the process of the pages ended (${signal ?? code}).`)),
        );
        opening.on("message", (message: FromPages) => {
          if ("ready" in message) resolve();
          else background.accept(message.wake);
        });
        // Without a channel one of the two comes.
        if (opening.connected) opening.send({ open: { ...settings, address } } satisfies ToPages);
      });
      opening.on("error", (error) => log.error({ err: error }, "the process of the pages failed"));
      opening.once("exit", (code, signal) => again({ code, signal }));
    };
    const again = (why: object) => {
      if (stopping) return;
      log.error(why, "the process of the pages ended; it is started again");
      timer = setTimeout(() => void opened().catch((error: unknown) => again({ err: error })), restartMs);
    };
    await opened();
    return async (request, response) => {
      try {
        await forwarder.forward(request, response);
      } catch (error) {
        if (!isAway(error)) throw error;
        answerLater(request, response, "The pages are starting again.");
      }
    };
  };

  return {
    open,
    stop: async () => {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      await forwarder.close();
      const running = child;
      if (running?.pid !== undefined) {
        const ended = new Promise((resolve) => running.once("exit", resolve));
        if (running.connected) running.send({ stop: true } satisfies ToPages);
        const impatience = setTimeout(() => running.kill("SIGKILL"), patienceMs);
        await ended;
        clearTimeout(impatience);
      }
      remove();
    },
  };
}

/** Where nobody but this user can connect: whoever does is believed what it says of its caller. */
function privateAddress(): { address: string; remove(): void } {
  if (process.platform === "win32") return { address: `\\\\.\\pipe\\tidegate-${randomUUID()}`, remove: () => {} };
  const folder = mkdtempSync(path.join(tmpdir(), "tidegate-"));
  return { address: path.join(folder, "pages"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
