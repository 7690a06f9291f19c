import type { Auth } from "./create-auth";

/** Somebody who is signed in. */
export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  /** Set the installation up, and may read mail about accounts. */
  operator: boolean;
}

export interface FoundSession {
  user: SignedInUser;
  /** `Set-Cookie` lines that carry the session's new end to the browser. */
  cookies: string[];
}

/** The session of a request's cookie, or null. Prolongs it once a day: the answer must then carry `cookies`. */
export async function findSession(auth: Auth, headers: Headers): Promise<FoundSession | null> {
  const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
  return response === null ? null : { user: signedIn(response.user), cookies: answer.getSetCookie() };
}

/** The same for pages, which can't set cookies: leaves the session as it is. */
export async function peekSession(auth: Auth, headers: Headers): Promise<SignedInUser | null> {
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  return found === null ? null : signedIn(found.user);
}

const signedIn = (user: { id: string; name: string; email: string; operator?: boolean | null }): SignedInUser => ({
  id: user.id,
  name: user.name,
  email: user.email,
  operator: user.operator === true,
});
