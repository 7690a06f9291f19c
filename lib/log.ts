import pino, { type Logger } from "pino";

export type Log = Logger;

/** One logger per process. Secrets never reach it: URLs are logged by route, tokens and passwords by these paths. */
export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
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
