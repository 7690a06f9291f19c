import { rowsOf } from "@/db/rows";
import type { BackgroundFunction } from "../background-function";
import type { Ctx } from "../context";

/** Runs of a moment share a statement. */
const recordS = 2;
const errorCharsMax = 500;

/** What a function did since the last flush. */
interface FunctionRecord {
  name: string;
  runs: number;
  failures: number;
  startedAt: Date | null;
  finishedAt: Date | null;
  durationMs: number | null;
  failedAt: Date | null;
  error: string | null;
}

type Recorded = Pick<BackgroundFunction, "name" | "recordS">;

/** Keeps `background_functions`, which the Background page reads. */
export interface Recorder {
  started(drain: Recorded, at: Date): void;
  finished(drain: Recorded, at: Date, durationMs: number): void;
  failed(drain: Recorded, at: Date, error: unknown): void;
  flush(): Promise<void>;
}

export function createRecorder(ctx: Pick<Ctx, "sql" | "log">): Recorder {
  let records = new Map<string, FunctionRecord>();
  let timer: NodeJS.Timeout | null = null;
  let flushAt = Number.POSITIVE_INFINITY;

  function note(name: string, withinS: number, change: (record: FunctionRecord) => void): void {
    const record = records.get(name) ?? {
      name,
      runs: 0,
      failures: 0,
      startedAt: null,
      finishedAt: null,
      durationMs: null,
      failedAt: null,
      error: null,
    };
    change(record);
    records.set(name, record);
    const at = performance.now() + withinS * 1_000;
    if (at >= flushAt) return;
    if (timer !== null) clearTimeout(timer);
    flushAt = at;
    timer = setTimeout(() => void flush(), withinS * 1_000);
  }

  async function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    flushAt = Number.POSITIVE_INFINITY;
    const taken = [...records.values()].sort((a, b) => a.name.localeCompare(b.name));
    records = new Map();
    if (taken.length === 0) return;
    await write(ctx, taken).catch((error: unknown) => {
      ctx.log.warn({ err: error }, "what background functions did could not be recorded");
    });
  }

  return {
    started: (drain, at) =>
      note(drain.name, drain.recordS ?? recordS, (record) => {
        record.startedAt = at;
      }),
    finished: (drain, at, durationMs) =>
      note(drain.name, drain.recordS ?? recordS, (record) => {
        record.runs++;
        record.finishedAt = at;
        record.durationMs = durationMs;
      }),
    failed: ({ name }, at, error) =>
      note(name, recordS, (record) => {
        record.runs++;
        record.failures++;
        record.failedAt = at;
        record.error = describeFailure(error);
      }),
    flush,
  };
}

const recordRows = rowsOf({
  name: "text",
  runs: "int",
  failures: "int",
  startedAt: "timestamptz",
  finishedAt: "timestamptz",
  durationMs: "real",
  failedAt: "timestamptz",
  error: "text",
});

/** One statement for all functions. What did not happen since the last one keeps its value. */
async function write({ sql }: Pick<Ctx, "sql">, records: FunctionRecord[]): Promise<void> {
  await sql`
    insert into background_functions as b
      (name, runs, failures, last_started_at, last_finished_at, last_duration_ms, last_failed_at, last_error)
    select name, runs, failures, "startedAt", "finishedAt", "durationMs", "failedAt", error
    from ${recordRows(records)} as r
    on conflict (name) do update set
      runs = b.runs + excluded.runs, failures = b.failures + excluded.failures,
      last_started_at = coalesce(excluded.last_started_at, b.last_started_at),
      last_finished_at = coalesce(excluded.last_finished_at, b.last_finished_at),
      last_duration_ms = coalesce(excluded.last_duration_ms, b.last_duration_ms),
      last_failed_at = coalesce(excluded.last_failed_at, b.last_failed_at),
      last_error = coalesce(excluded.last_error, b.last_error)`;
}

/** The first line of the innermost cause: outer ones carry statements with their parameters, which are people's data. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return "Something that is no error was thrown.";
  if (error.cause instanceof Error) return describeFailure(error.cause);
  return (error.message.split("\n", 1)[0] ?? "").slice(0, errorCharsMax);
}
