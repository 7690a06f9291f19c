/** Who sent a request, as far as it says. */
export interface Caller {
  ip: string | null;
  userAgent: string | null;
}

const userAgentCharactersMax = 500;

/** Reads a request behind a router: the custom server, or the platform, has put the caller's one address into the header. */
export const callerOf = ({ headers }: Request): Caller => ({
  ip: headers.get("x-forwarded-for")?.split(",", 1)[0]?.trim() ?? null,
  userAgent: headers.get("user-agent")?.slice(0, userAgentCharactersMax) ?? null,
});
