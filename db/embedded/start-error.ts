export type StartErrorReason = "in-use" | "other";

/**
 * A reason not to start that the person at the terminal can act on: `message` is the one sentence to print.
 * Recognise it by its brand (`isStartError`), not by `instanceof`: bundles each have their own copy of the class.
 */
export class StartError extends Error {
  readonly isStartError = true;
  readonly reason: StartErrorReason;

  constructor(message: string, options: { reason?: StartErrorReason; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "StartError";
    this.reason = options.reason ?? "other";
  }
}

/** True for a StartError of any bundle. */
export function isStartError(error: unknown): error is StartError {
  return error instanceof Error && "isStartError" in error && error.isStartError === true;
}
