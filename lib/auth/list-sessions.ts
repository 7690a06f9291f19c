import type { Auth } from "./create-auth";

/** A place where somebody is signed in. */
export interface OpenSession {
  id: string;
  /** Ends the session at better-auth's `/revoke-session`; without its signature it opens nothing. */
  token: string;
  /** The one that asks. */
  current: boolean;
  userAgent: string | null;
  ip: string | null;
  createdAt: string;
  lastSeenAt: string;
}

/** The open sessions of whoever asks, the current one first. */
export async function listSessions(auth: Auth, headers: Headers): Promise<OpenSession[]> {
  const [current, all] = await Promise.all([
    auth.api.getSession({ headers, query: { disableRefresh: true } }),
    auth.api.listSessions({ headers }),
  ]);
  return all
    .map((session) => ({
      id: session.id,
      token: session.token,
      current: session.token === current?.session.token,
      userAgent: session.userAgent ?? null,
      ip: session.ipAddress ?? null,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.updatedAt.toISOString(),
    }))
    .sort((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt));
}
