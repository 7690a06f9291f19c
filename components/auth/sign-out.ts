"use client";

import { toast } from "sonner";
import { authClient, succeed } from "./auth-client";

/** Ends the session and loads `path` anew, so that nothing of the session stays in memory. */
export async function signOut(path = "/sign-in"): Promise<void> {
  try {
    await succeed(authClient.signOut());
    window.location.assign(path);
  } catch (error) {
    toast.error(error instanceof Error ? error.message : "Signing out did not work. Try again.");
  }
}
