import { rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import type { Engine } from "@/lib/background/engine";
import { joinRuntime, setEngine } from "@/lib/runtime";
import { openPages } from "../pages";
import { behindForwarder } from "./forward";
import type { FromPages, PagesSettings, ToPages } from "./messages";

// The entry of the pages' process: its own pools, its own event loop, its own memory. It ends with the process that started it, and only then:
// Ctrl-C in a terminal reaches both, and requests that are under way there are answered here.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.setSourceMapsEnabled(true);

/** A socket's file refuses whom it can't queue, where a port would have them wait. */
const backlog = 4_096;

const tell = (message: FromPages) => process.send?.(message);
let stop = async () => {};
let address: string | null = null;

process.on("message", async (message: ToPages) => {
  if ("stop" in message) {
    await stop();
    process.exit(0);
  }
  address = message.open.address;
  await open(message.open).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
  tell({ ready: true });
});

// Killed, the other process can't say goodbye.
process.on("disconnect", () => {
  if (address !== null && process.platform !== "win32") rmSync(path.dirname(address), { recursive: true, force: true });
  process.exit(0);
});

async function open({ env, databaseUrl, secret, at, engine, address }: PagesSettings): Promise<void> {
  setEngine(() => toldElsewhere(engine));
  const runtime = await joinRuntime(env, databaseUrl, secret);
  process.on("unhandledRejection", (error) => runtime.log.error({ err: error }, "a promise was left alone"));
  const server = createServer(behindForwarder);
  const answer = await openPages(at, server);
  server.on("request", (request, response) => {
    answer(request, response).catch((error: unknown) => {
      runtime.log.error({ err: error }, "a request failed");
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  stop = async () => {
    server.close();
    await runtime.stop();
  };
  await listen(server, address);
}

function listen(server: Server, address: string): Promise<void> {
  // Of one that was killed.
  if (process.platform !== "win32") rmSync(address, { force: true });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ path: address, backlog }, resolve);
  });
}

/** The engine of the process that started this one: wishes are passed on, and an Inngest calls there. */
const toldElsewhere = (engine: string): Engine => ({
  name: engine,
  place: "thread",
  start: async () => {},
  wake: async (name, shard) => {
    tell({ wake: { name, shard } });
  },
  answer: async () => new Response(null, { status: 404 }),
  stop: async () => {},
});
