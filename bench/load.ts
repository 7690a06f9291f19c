import { spawn } from "node:child_process";
import type { App, Target } from "./app";

/** What a run of the load generator found. Latencies in milliseconds. */
export interface Load {
  answered: number;
  broken: number;
  statuses: Record<string, number>;
  perSecond: number;
  p50: number;
  p99: number;
}

interface Plan extends Target {
  connections: number;
  run: string;
  method?: "GET" | "POST";
  seconds?: number;
  requestsMax?: number;
  /** So many addresses exist already: half of the requests name one of them. */
  existing?: number;
}

/** Runs the load generator in a process of its own. */
export function runLoad(app: App, plan: Plan): Promise<Load> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["bench/load-generator.mjs"], { stdio: ["pipe", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`the load generator ended with ${code}`)),
    );
    child.stdin.end(
      `${JSON.stringify({
        host: "127.0.0.1",
        port: app.port,
        method: plan.method ?? "POST",
        path: plan.path,
        connections: plan.connections,
        durationMs: (plan.seconds ?? 600) * 1000,
        requestsMax: plan.requestsMax ?? 1_000_000,
        existing: plan.existing ?? 0,
        existingPrefix: "seed",
        run: plan.run,
      })}\n`,
    );
  });
}
