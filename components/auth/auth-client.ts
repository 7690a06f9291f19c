"use client";

import { createAuthClient } from "better-auth/client";

/** better-auth's endpoints from the browser. */
export const authClient = createAuthClient({ basePath: "/api/auth" });

const words: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "Email or password is wrong.",
  INVALID_PASSWORD: "The current password is wrong.",
  INVALID_TOKEN: "This link is no longer valid. Ask for a new one.",
  INVALID_ORIGIN: "Tidegate is opened at another address than it expects (PUBLIC_URL). Open it there.",
  MISSING_OR_NULL_ORIGIN: "The browser did not say where this request comes from. Reload the page and try again.",
  UNAUTHORIZED: "You have been signed out. Sign in again.",
};

interface AuthResult<T> {
  data: T | null;
  error: { code?: string | undefined; message?: string | undefined; status: number } | null;
}

/** The data of an answer. Throws an Error in our own words, which a form shows. */
export async function succeed<T>(request: Promise<AuthResult<T>>): Promise<T | null> {
  const { data, error } = await request;
  if (error === null) return data;
  if (error.status === 429) throw new Error("Too many tries. Wait a minute, then try again.");
  if (error.status === 0 || error.status >= 500) throw new Error("The server could not be reached. Try again.");
  throw new Error(words[error.code ?? ""] ?? error.message ?? "That did not work. Try again.");
}
