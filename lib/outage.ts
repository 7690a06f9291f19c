const outageCodes = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|CONNECT|CONNECTION_|57P0|53|08|55P03)/;

/** Whether the database itself is away, so that trying the parts of a batch one by one makes no sense. */
export const isOutage = (error: unknown): boolean => {
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error) return outageCodes.test(String(error.code));
  // Drizzle wraps what the driver throws.
  return error instanceof Error && isOutage(error.cause);
};
