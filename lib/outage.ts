const outageCodes = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|CONNECT|CONNECTION_|57P0|53|08|55P03)/;

/** Whether the database itself is away, so that trying the parts of a batch one by one makes no sense. */
export const isOutage = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && outageCodes.test(String(error.code));
