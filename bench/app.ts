import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import net from "node:net";

const apiKey = "tg_bench_key_for_a_throw_away_database";

/** As `npm start` has it: more room for short-lived objects, so that a request's own do not outlive their first collection. */
const nodeOptions = ["--max-semi-space-size=32"];

/** The built app as a process of its own, as `npm start` runs it. */
export interface App {
  port: number;
  /** Calls the admin API. */
  call(method: string, path: string, body?: object): Promise<Response>;
  /** Sends a CSV file as it is made. */
  upload(path: string, file: ReadableStream<Uint8Array>): Promise<Response>;
  makeWebhook(): Promise<Target>;
  /** Posts a contact to a door. Throws unless it was accepted. */
  post(path: string, contact: object): Promise<void>;
  residentBytes(): Promise<number>;
  /** Processor time so far of the app, and of all of this machine's database processes. */
  cpuMs(): Promise<{ app: number; database: number }>;
  stop(): Promise<void>;
}

export interface Target {
  audienceId: string;
  /** The path of the webhook's add-and-update URL. */
  path: string;
}

export async function startApp(databaseUrl: string, door: "server" | "routes"): Promise<App> {
  const port = await freePort();
  const child = spawn(process.execPath, [...nodeOptions, ".build/server.mjs"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      TIDEGATE_SECRET: "a secret of a throw-away database",
      TIDEGATE_OWNER_EMAIL: "bench@example.com",
      TIDEGATE_OWNER_PASSWORD: "bench-bench-bench",
      TIDEGATE_API_KEY: apiKey,
      TIDEGATE_DOOR: door,
      TIDEGATE_ALLOW_PRIVATE_CIDRS: "127.0.0.0/8",
      LOG_LEVEL: "error",
    },
  });
  const base = `http://127.0.0.1:${port}`;
  const call = (method: string, path: string, body?: object) =>
    fetch(`${base}/api/v1/workspaces/default${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  await ready(base);
  return {
    port,
    call,
    upload: (path, file) => {
      // `duplex` is missing in the types of the browser's fetch.
      const streamed = {
        method: "POST",
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "text/csv" },
        body: file,
        duplex: "half",
      };
      return fetch(`${base}/api/v1/workspaces/default${path}`, streamed);
    },
    makeWebhook: async () => {
      const audience = await (await call("POST", "/audiences", { name: "Bench", doubleOptIn: false })).json();
      const webhook = await (await call("POST", `/audiences/${audience.id}/inbound-webhook`)).json();
      return { audienceId: audience.id, path: new URL(webhook.urls.addAndUpdate).pathname };
    },
    post: async (path, contact) => {
      const answer = await fetch(`${base}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(contact),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`A contact was refused: ${answer.status} ${text}`);
    },
    cpuMs: async () => ({ app: await sumOf(await family(child.pid), processCpuMs), database: await databaseCpuMs() }),
    residentBytes: async () => sumOf(await family(child.pid), processResidentBytes),
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const sumOf = async (pids: string[], figure: (pid: string) => Promise<number>): Promise<number> =>
  (await Promise.all(pids.map(figure))).reduce((all, one) => all + one, 0);

/** A process and those that it has started. */
async function family(pid: number | undefined): Promise<string[]> {
  const parent = String(pid);
  const children = await readFile(`/proc/${parent}/task/${parent}/children`, "utf8").catch(() => "");
  return [parent, ...children.split(" ").filter(Boolean)];
}

async function processResidentBytes(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** `/proc` counts in hundredths of a second. */
const msPerTick = 10;

async function processCpuMs(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name in brackets may hold spaces; user and system time are the 12th and 13th after it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * msPerTick;
}

async function databaseCpuMs(): Promise<number> {
  let sum = 0;
  for (const pid of await readdir("/proc").catch(() => []))
    if (/^\d+$/.test(pid) && (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")) === "postgres\n")
      sum += await processCpuMs(pid);
  return sum;
}

async function ready(base: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const response = await fetch(`${base}/api/ready`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The app was not ready within a minute.");
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
