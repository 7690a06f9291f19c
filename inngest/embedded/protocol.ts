import { z } from "zod";
import { sign } from "./sign";

/** A function's HTTP handler, called in-process. */
export type AppHandler = (request: Request) => Promise<Response>;

export interface EngineEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
}

/** What a run remembers of a step, in the SDK's own form. */
export type StepMemory = { type: "data"; data: unknown } | { type: "error"; error: unknown };

export interface Call {
  functionId: string;
  runId: string;
  /** `step` for the function itself, or the id of one planned step. */
  stepId: string;
  attempt: number;
  attemptsMax: number;
  event: EngineEvent;
  steps: Record<string, StepMemory>;
}

const op = z.looseObject({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type StepOp = z.output<typeof op>;

/** How a call ended. */
export type Answer =
  | { type: "returned"; value: unknown }
  | { type: "steps"; ops: StepOp[]; retryAfterMs: number | null }
  | { type: "failed"; retry: boolean; retryAfterMs: number | null; message: string };

/** Nothing listens there: the host only completes URLs. */
const origin = "http://embedded.invalid";
const path = "/api/inngest";

/** The SDK's documented wire between an executor and an app, with calls instead of a network. */
export function createProtocol(handler: AppHandler, signingKey: string) {
  async function send(
    method: string,
    query: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Response> {
    return handler(
      new Request(`${origin}${path}${query}`, {
        method,
        body: JSON.stringify(body),
        headers: {
          "content-type": "application/json",
          host: new URL(origin).host,
          "x-inngest-signature": sign(body, signingKey, Math.floor(Date.now() / 1_000)),
          ...headers,
        },
      }),
    );
  }

  return {
    /** What the app registers: its functions. */
    register: async (): Promise<unknown> => {
      const response = await send("PUT", "", { url: `${origin}${path}` }, { "x-inngest-sync-kind": "in_band" });
      if (response.status !== 200) throw new Error(`The functions could not be registered: ${await response.text()}`);
      return response.json();
    },
    call: async (call: Call): Promise<Answer> => {
      const query = new URLSearchParams({ fnId: call.functionId, stepId: call.stepId });
      return readAnswer(await send("POST", `?${query}`, bodyOf(call), {}));
    },
  };
}
export type Protocol = ReturnType<typeof createProtocol>;

const bodyOf = (call: Call) => ({
  event: call.event,
  events: [call.event],
  steps: call.steps,
  version: 2,
  use_api: false,
  ctx: {
    run_id: call.runId,
    attempt: call.attempt,
    max_attempts: call.attemptsMax,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: Object.keys(call.steps), current: Object.keys(call.steps).length },
  },
});

async function readAnswer(response: Response): Promise<Answer> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfterMs = readRetryAfter(response.headers.get("retry-after"));
  if (response.status === 200) return { type: "returned", value: body };
  if (response.status === 206) return { type: "steps", ops: z.array(op).parse(body), retryAfterMs };
  const message = z.object({ message: z.string() }).safeParse(body).data?.message ?? `status ${response.status}`;
  return { type: "failed", retry: response.headers.get("x-inngest-no-retry") !== "true", retryAfterMs, message };
}

/** Seconds, or a date. */
function readRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
