type Failure = Error & { code?: string };

/** Why the app could not start, in words that say what to do. */
export function whyNotStarted(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch ((error as Failure).code) {
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "ETIMEDOUT":
    case "CONNECT_TIMEOUT":
      return `the database of DATABASE_URL can't be reached (${(error as Failure).code}). Check host, port and that it runs.`;
    case "28P01":
    case "28000":
      return "the database refused the user or password of DATABASE_URL.";
    case "3D000":
      return "the database named in DATABASE_URL does not exist. Create it first.";
    default:
      return error.message;
  }
}

/** Why nobody can be listened to at HOST and PORT. */
export function whyNotListening({ host, port }: { host: string; port: number }, { code, message }: Failure): string {
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} is in use. Stop the other program or set PORT to another one.`;
    case "EACCES":
      return `this user may not listen on port ${port}. Set PORT to one above 1023.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EADDRNOTAVAIL":
      return `${host} is no address of this machine. Set HOST to one, or to 0.0.0.0 for all of them.`;
    default:
      return message;
  }
}
