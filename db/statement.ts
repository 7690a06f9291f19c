import type { AnySql, Sql, TransactionSql } from "./client";
import { PlainFragment } from "./fragment";

type Work = (tx: TransactionSql) => unknown;

/**
 * The same pool, whose statements, and those of its transactions, are no promises of the driver's kind: like its pieces (`fragment`), they end
 * up among old garbage that keeps alive what was made after them. Measured at the doors: a third of the collector's time.
 * They are there to be awaited: cursors and `cancel` are the other pools'.
 */
export function withPlainStatements(sql: Sql): Sql {
  const { begin } = sql;
  const inPlain = (work: Work) => (tx: TransactionSql) => work(plain(tx));
  return Object.assign(plain(sql), {
    begin: (options: string | Work, work?: Work) =>
      typeof options === "string" ? begin(options, inPlain(work as Work)) : begin(inPlain(options)),
  });
}

/** Of a pool, or of a transaction. */
function plain<S extends AnySql>(sql: S): S {
  const { handler } = sql`` as object as DriverQuery;
  const own = sql as (...args: unknown[]) => unknown;
  const tag = (first: unknown, ...rest: unknown[]) =>
    isTemplate(first) ? new PlainStatement(first, rest, handler, tag) : own(first, ...rest);
  return Object.setPrototypeOf(tag, sql);
}

const isTemplate = (value: unknown): value is TemplateStringsArray => Array.isArray(value) && "raw" in value;

/** What a query of the driver's is to the pool that sends it. */
interface DriverQuery {
  handler(query: object): void;
}

/** Where in our code a template stands: an error that comes from the server's answer would not tell. */
const origins = new WeakMap<TemplateStringsArray, { stack?: string }>();

/** Everything that the driver's connections read and write of a query. It is sent when somebody waits for it. */
class PlainStatement extends PlainFragment {
  readonly tagged = true;
  readonly options = {};
  state: unknown = null;
  statement: unknown = null;
  signature = "";
  active = false;
  cancelled: unknown = null;
  executed = false;
  resolve: ((rows: unknown) => void) | null = null;
  reject: ((error: unknown) => void) | null = null;
  private answer: Promise<unknown> | null = null;

  constructor(
    strings: TemplateStringsArray,
    args: unknown[],
    readonly handler: DriverQuery["handler"],
    tag: object,
  ) {
    super(strings, args);
    if (origins.has(strings)) return;
    const origin = {};
    Error.captureStackTrace(origin, tag as () => void);
    origins.set(strings, origin);
  }

  get origin(): string {
    return origins.get(this.strings)?.stack ?? "";
  }

  handle(): Promise<unknown> {
    if (this.answer !== null) return this.answer;
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.executed = true;
    this.handler(this);
    return this.answer;
  }

  // biome-ignore lint/suspicious/noThenProperty: awaited like the driver's own.
  then<A, B>(onRows?: (rows: unknown) => A, onError?: (error: unknown) => B): Promise<unknown> {
    return this.handle().then(onRows, onError);
  }
}
