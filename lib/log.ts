import pino, { type Logger } from "pino";

export type Log = Logger;

/** One logger per process. Secrets never reach it: URLs are logged by route, tokens and passwords by these paths. */
export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    serializers: { err: (error) => withoutParameters(pino.stdSerializers.err(error)) },
    redact: {
      paths: [
        "password",
        "secret",
        "token",
        "apiKey",
        "*.password",
        "*.secret",
        "*.token",
        "headers.authorization",
        "headers.cookie",
      ],
      censor: "•••",
    },
  });

/** A failed statement's error quotes its parameters, and those may be tokens or addresses. */
function withoutParameters(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return error;
  const { params: _params, parameters: _parameters, ...rest } = error as Record<string, unknown>;
  const cut = (text: unknown) =>
    typeof text === "string" ? text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, "") : text;
  return { ...rest, message: cut(rest.message), stack: cut(rest.stack) };
}
