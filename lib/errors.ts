/** Every way a request can fail, with its HTTP status. The code is part of the API; the message is for people. */
export const errorStatus = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** One thing wrong with the input: where (`fields.age`, empty for the whole) and what to do about it. */
export interface Issue {
  path: string;
  message: string;
  /** The block of a journey that it is about. */
  nodeId?: string | null;
}

/** Survives bundling: server, instrumentation and routes each hold a copy of this file, so `instanceof` would lie. */
const brand: unique symbol = Symbol.for("tidegate.AppError");

/** A promise that can't be kept, told to the caller. `message` says in one sentence what to do next. */
export class AppError extends Error {
  readonly [brand] = true;
  override readonly name = "AppError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly issues?: Issue[],
    /** Seconds after which trying again makes sense. */
    readonly retryAfterS?: number,
  ) {
    super(message);
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

export const isAppError = (error: unknown): error is AppError =>
  typeof error === "object" && error !== null && brand in error;

export const notFound = (what: string): AppError => new AppError("not_found", `There is no such ${what} here.`);
export const conflict = (message: string): AppError => new AppError("conflict", message);
export const invalid = (message: string, issues?: Issue[]): AppError => new AppError("invalid_input", message, issues);
