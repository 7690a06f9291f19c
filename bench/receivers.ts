import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";

/** A request that a receiver saw: its `webhook-id`, the mark in its body, and when it came (ms since the epoch). */
export type Received = [id: string, mark: number, at: number];

/** Receivers in a process of their own. */
export interface Receivers {
  /** The URL of one of many endpoints, each with an origin of its own. */
  url(endpoint: number): string;
  hangingUrl: string;
  /** What has come since the last time this was asked. */
  take(): Promise<Received[]>;
  stop(): Promise<void>;
}

export async function startReceivers(): Promise<Receivers> {
  const child = fork("bench/delivery-receiver.mjs");
  const { port } = await message<{ port: number }>(child);
  return {
    url: (endpoint) => `http://127.0.${1 + Math.floor(endpoint / 250)}.${1 + (endpoint % 250)}:${port}/hook`,
    hangingUrl: `http://127.0.0.1:${port}/hang`,
    take: async () => {
      const answer = message<{ log: Received[] }>(child);
      child.send({ ask: "report" });
      return (await answer).log;
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

async function message<T>(child: ChildProcess): Promise<T> {
  const [data] = await once(child, "message");
  return data;
}

/** How many requests a second the bare client makes, in a process of its own. */
export function runBareLoop(plan: {
  urls: string[];
  body: string;
  concurrency: number;
  seconds: number;
}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["bench/bare-loop.mjs"], { stdio: ["pipe", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(JSON.parse(output).perSecond) : reject(new Error(`the bare loop ended with ${code}`)),
    );
    child.stdin.end(`${JSON.stringify({ ...plan, durationMs: plan.seconds * 1_000 })}\n`);
  });
}
