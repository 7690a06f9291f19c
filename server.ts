import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import nextEnv from "@next/env";
import { startEmbedded } from "./db/embedded/start";
import { openEngine, openEngineOnThread } from "./inngest";
import { answerAhead, findAhead } from "./lib/api/ahead";
import { type Env, parseEnv } from "./lib/env";
import { clientIp, parseProxies } from "./lib/http/client-ip";
import { allowUpload, answerClientErrors, senderTimeouts } from "./lib/inbound/mounts/client-errors";
import { answerNode } from "./lib/inbound/mounts/node";
import type { Metrics } from "./lib/metrics";
import { type Runtime, setEngine, startRuntime } from "./lib/runtime";
import { answerLater } from "./server/later";
import { openPages } from "./server/pages";
import { forkPages } from "./server/process/open";
import { whyNotListening, whyNotStarted } from "./server/start-failure";

const development = process.env.NODE_ENV === "development";
const started = performance.now();

/** Far more than one process serves well; a bound all the same. */
const connectionsMax = 10_000;
/** Connections that do not end by themselves are cut after this long. */
const drainTimeoutMs = 10_000;

/** Beside the bundle of this file. */
const backgroundFile = new URL("./background.mjs", import.meta.url);
const pagesFile = new URL("./pages.mjs", import.meta.url);

/** Where files come in, see `uploadImportContract`. */
const uploadPath = /^\/api\/v1\/workspaces\/[^/]+\/audiences\/[^/]+\/imports$/;

/** What to end before the process does, in this order. */
const stops: (() => Promise<unknown>)[] = [];
let stopping = false;

main().catch(async (error: unknown) => {
  // What is ended while it starts fails, and is no news.
  if (stopping) return;
  console.error(`\nTidegate can't start: ${whyNotStarted(error)}`);
  for (const stop of stops) await stop().catch(() => {});
  process.exit(1);
});

async function main(): Promise<void> {
  nextEnv.loadEnvConfig(process.cwd(), development, { info: () => {}, error: console.error });
  const env = parseEnv(process.env);
  const proxies = parseProxies(env.trustedProxies);
  // Until the app is ready, everybody is asked to come back.
  const answerStarting = (request: IncomingMessage, response: ServerResponse) =>
    answerLater(request, response.setHeader("connection", "close"), "Tidegate is starting.");
  const server = createServer(senderTimeouts, answerStarting);
  server.maxConnections = connectionsMax;
  let metrics: Metrics | null = null;
  answerClientErrors(server, () => metrics);
  // The port comes first: a second start on it must not touch the database of the first.
  const port = await listen(server, env);
  stops.push(() => closeServer(server));
  // From source, and where routes answer for the doors, pages share this process.
  const pages = env.door === "server" && existsSync(pagesFile) ? forkPages(pagesFile) : null;
  stops.push(async () => pages?.stop());
  stopOnSignals();

  const starting =
    env.databaseUrl === undefined
      ? startEmbedded({ dataDir: env.dataDir, log: (line) => console.log(`  ${line}`) })
      : Promise.resolve(null);
  // Also while it is starting: a server of its own process group would stay behind.
  stops.push(async () => (await starting.catch(() => null))?.stop());
  const embedded = await starting;
  await unlessStopping();
  const databaseUrl = env.databaseUrl ?? embedded?.url ?? "";
  const secret = env.secret ?? ownSecret(env.dataDir);
  // From source there is no bundle: the background then shares this thread.
  setEngine(existsSync(backgroundFile) ? openEngineOnThread(backgroundFile, { databaseUrl, secret }) : openEngine);
  const runtime = await startRuntime(env, databaseUrl, secret);
  stops.splice(2, 0, () => runtime.stop());
  await unlessStopping();
  metrics = runtime.metrics;
  // A promise that nobody waits for is a bug of ours, and no reason to cut off everybody's requests.
  process.on("unhandledRejection", (error) => runtime.log.error({ err: error }, "a promise was left alone"));
  const at = { development, hostname: env.host, port };
  const handle =
    pages === null
      ? await openPages(at, server)
      : await pages.open(runtime, { env, databaseUrl, secret, at, engine: runtime.background.engine });
  server.off("request", answerStarting);
  server.on("request", (request, response) => {
    const ip = clientIp(request.socket.remoteAddress, single(request.headers["x-forwarded-for"]), proxies);
    const pathname = pathOf(request);
    if (env.door === "server" && runtime.door.owns(pathname)) {
      answerNode(runtime.door, pathname, ip, request, response).catch((error: unknown) =>
        crash(runtime, error, response),
      );
      return;
    }
    const ahead = env.door === "server" ? findAhead(request.method ?? "GET", pathname) : null;
    if (ahead !== null) {
      answerAhead(ahead, runtime, ip, request, response).catch((error: unknown) => crash(runtime, error, response));
      return;
    }
    // Routes behind Next can't see the connection, and pages not their own address; they trust these headers, so nobody else may set
    // them.
    request.headers["x-tidegate-path"] = request.url ?? "/";
    if (ip === null) delete request.headers["x-forwarded-for"];
    else request.headers["x-forwarded-for"] = ip;
    if (request.method === "POST" && uploadPath.test(pathname)) allowUpload(request.socket, response);
    handle(request, response).catch((error: unknown) => crash(runtime, error, response));
  });
  ready(env, port, embedded !== null, runtime.background.engine);
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(",") : value);

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}

function crash(runtime: Runtime, error: unknown, response: ServerResponse): void {
  runtime.log.error({ err: error }, "a request failed");
  if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
  response.end('{"success":false,"message":"Something went wrong on our side."}');
}

function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new Error(whyNotListening(env, error))));
    server.listen(env.port, env.host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : env.port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), drainTimeoutMs).unref();
  });
}

/** The secret of an installation with the embedded database: made once, readable by its owner alone. */
function ownSecret(dataDir: string): string {
  const file = path.resolve(dataDir, "secret");
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return readFileSync(file, "utf8").trim();
}

/** Whoever is told to stop goes no further. */
const unlessStopping = () => (stopping ? new Promise<never>(() => {}) : Promise.resolve());

function stopOnSignals(): void {
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    console.log(`\n${signal === "SIGINT" ? "Stopping" : `Stopping on ${signal}`} …`);
    let code = 0;
    for (const step of stops)
      await step().catch((error: unknown) => {
        code = 1;
        console.error(error);
      });
    process.exit(code);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function ready(env: Env, port: number, embedded: boolean, engine: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`\nTidegate is ready on ${env.publicUrl.replace(/:0$/, `:${port}`)} (${seconds} s)`);
  console.log(`  database  ${embedded ? `embedded PostgreSQL in ${env.dataDir}` : "DATABASE_URL"}`);
  console.log(`  engine    ${engine}`);
  if (!isLoopback(new URL(env.publicUrl).hostname) && isLoopback(env.host) && env.trustedProxies.length === 0)
    console.log(
      "  note      behind a proxy, set TIDEGATE_TRUSTED_PROXIES: all callers seem to be this machine otherwise",
    );
  console.log(
    `  mail      ${env.smtpUrl === undefined ? "captured in the Mailbox page (set SMTP_URL to send)" : "SMTP"}`,
  );
}

const isLoopback = (host: string) => host === "localhost" || host === "::1" || host.startsWith("127.");
