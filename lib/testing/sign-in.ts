import type { Auth } from "../auth/create-auth";
import { createUser, hashNewPassword } from "../auth/create-user";
import type { SignedInUser } from "../auth/session";
import type { Ctx } from "../context";

export const testPassword = "correct horse battery";

let made = 0;

/** A user of its own, with the password `testPassword`. */
export async function testUser(ctx: Ctx, { operator = false } = {}): Promise<SignedInUser> {
  made += 1;
  const name = `User ${made}`;
  const email = `user-${made}-${process.pid}@example.com`;
  const passwordHash = await hashNewPassword(testPassword);
  return { id: await createUser(ctx, { name, email, passwordHash, operator }), name, email, operator };
}

export interface AuthCall {
  body?: unknown;
  cookie?: string;
  /** The caller's address; every test file may use its own, because limits count by it. */
  ip?: string;
  origin?: string;
}

/** One request to better-auth's own endpoints, as a browser on the public URL sends it. */
export function authRequest(auth: Auth, method: "GET" | "POST", path: string, call: AuthCall = {}): Promise<Response> {
  const headers = new Headers({ origin: call.origin ?? "http://localhost:3000" });
  if (call.cookie !== undefined) headers.set("cookie", call.cookie);
  if (call.ip !== undefined) headers.set("x-forwarded-for", call.ip);
  if (call.body !== undefined) headers.set("content-type", "application/json");
  return auth.handler(
    new Request(`http://localhost:3000/api/auth${path}`, {
      method,
      headers,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    }),
  );
}

/** The cookie of somebody who has signed in. */
export async function signIn(auth: Auth, email: string, password = testPassword, ip = "203.0.113.1"): Promise<string> {
  const response = await authRequest(auth, "POST", "/sign-in/email", { body: { email, password }, ip });
  if (!response.ok) throw new Error(`signing in answered ${response.status}: ${await response.text()}`);
  return cookieOf(response);
}

/** What a browser would send back. */
export const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
