import { parentPort, workerData } from "node:worker_threads";
import { startBackground } from "@/lib/runtime";
import { openEmbedded } from "../on-embedded";
import type { ThreadSettings, ToThread } from "./messages";

// The entry of the background thread: its own pools, its own event loop, the same functions.
const { env, databaseUrl, secret }: ThreadSettings = workerData;
const background = startBackground(env, databaseUrl, secret, openEmbedded);

process.on("unhandledRejection", async (error) => {
  const { log } = await background;
  log.error({ err: error }, "a promise of the background was left alone");
});

parentPort?.on("message", async (message: ToThread) => {
  const { accept, stop } = await background;
  if ("wake" in message) return accept(message.wake);
  await stop(message.stop.patienceMs);
  parentPort?.close();
});
await background;
