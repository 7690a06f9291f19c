import type { createConcurrency } from "./concurrency";
import type { Definition } from "./definition";
import { wakeTime } from "./duration";
import type { Answer, Call, EngineEvent, Protocol, StepMemory, StepOp } from "./protocol";

/** What runs share. */
export interface RunDeps {
  protocol: Protocol;
  concurrency: ReturnType<typeof createConcurrency>;
  /** Resolves at that moment, or never when the engine stops before. */
  until(moment: Date): Promise<void>;
  /** Between attempts, when the function names no time itself. */
  backOffMs(attempt: number): number;
  now(): number;
  /** False from the moment the engine stops: nothing new begins. */
  live(): boolean;
}

export type RunEnd = { ok: true; value: unknown } | { ok: false; message: string };

/**
 * One run of one function, from its event to its end: call, remember the steps it reports, call again. Each step, and the rest of the
 * function, has the function's attempts to itself, as on an Inngest.
 */
export async function executeRun(
  deps: RunDeps,
  definition: Definition,
  event: EngineEvent,
  runId: string,
): Promise<RunEnd> {
  const steps: Record<string, StepMemory> = {};
  const call = (stepId: string, attempt: number): Promise<Answer> => {
    const request: Call = {
      functionId: definition.id,
      runId,
      stepId,
      attempt,
      attemptsMax: definition.attemptsMax,
      event,
      steps,
    };
    return deps.concurrency.within(definition, event, async () =>
      deps.live() ? deps.protocol.call(request) : new Promise<never>(() => {}),
    );
  };

  /** Calls until an attempt does not ask for another; every step that ended is in `steps` afterwards. */
  async function advance(stepId: string): Promise<RunEnd | null> {
    for (let attempt = 0; ; attempt++) {
      const answer = await call(stepId, attempt);
      const last = attempt + 1 >= definition.attemptsMax;
      if (answer.type === "returned") return { ok: true, value: answer.value };
      if (answer.type === "failed") {
        if (!answer.retry || last) return { ok: false, message: answer.message };
      } else {
        const ends = await Promise.all(answer.ops.map((op) => settle(op, last)));
        const failed = ends.find((end) => end !== null && !end.ok);
        if (failed !== undefined) return failed;
        if (!answer.ops.some((op) => op.op === "StepError" && !last)) return null;
      }
      await deps.until(new Date(deps.now() + (answer.retryAfterMs ?? deps.backOffMs(attempt))));
    }
  }

  async function settle(op: StepOp, last: boolean): Promise<RunEnd | null> {
    switch (op.op) {
      case "StepRun":
      case "Step":
        steps[op.id] = { type: "data", data: op.data ?? null };
        return null;
      case "StepPlanned":
        return advance(op.id);
      case "Sleep":
        await deps.until(wakeTime(op.name ?? "", new Date(deps.now())));
        steps[op.id] = { type: "data", data: null };
        return null;
      case "StepError":
        // The function may catch what a step failed with for good.
        if (last) steps[op.id] = { type: "error", error: op.error };
        return null;
      case "StepFailed":
        steps[op.id] = { type: "error", error: op.error };
        return null;
      case "StepNotFound":
        return { ok: false, message: `${definition.id} no longer has the step that it planned.` };
      default:
        return { ok: false, message: `The embedded engine does not do ${op.op}, which ${definition.id} asked for.` };
    }
  }

  for (;;) {
    const end = await advance("step");
    if (end !== null) return end;
  }
}
