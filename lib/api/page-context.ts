import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { connection } from "next/server";
import { cache } from "react";
import { runtime } from "@/lib/runtime";
import type { UserCtx } from "../auth/account-context";
import { requestPathHeader } from "../auth/request-headers";
import { safePath } from "../auth/safe-path";
import { peekSession } from "../auth/session";
import type { Actor, Ctx, WorkspaceCtx } from "../context";
import { findMembership } from "../workspaces/find-membership";

/** Who is signed in, or null; looked up once per request. */
export const currentUser = cache(async () => {
  // First of all: it keeps the build from rendering the page, and so from starting anything.
  const asked = await headers();
  const { auth } = await runtime();
  return peekSession(auth, asked);
});

/** The context of a page for somebody who is signed in; others are sent to the sign-in page and come back after it. */
export const requireUser = cache(async (fallbackPath = "/"): Promise<UserCtx> => {
  const user = await currentUser();
  if (user === null) redirect(`/sign-in?returnTo=${encodeURIComponent(await askedPath(fallbackPath))}`);
  const { ctx } = await runtime();
  return { ...ctx, user };
});

/** Pages are always a person's. */
export interface PageCtx extends WorkspaceCtx {
  actor: Extract<Actor, { type: "user" }>;
}

/** The context of a page in a workspace. Sends to the sign-in page; shows "not found" to who is no member. */
export const pageContext = cache(async (slug: string): Promise<PageCtx> => {
  const { user, ...ctx } = await requireUser(`/${slug}`);
  const membership = await findMembership(ctx, user.id, slug);
  if (membership === null) notFound();
  const { workspace, role } = membership;
  return { ...ctx, workspace, actor: { type: "user", userId: user.id, name: user.name, email: user.email, role } };
});

/** The context of a page that anybody may see. */
export const openContext = cache(async (): Promise<Ctx> => {
  await connection();
  return (await runtime()).ctx;
});

async function askedPath(fallback: string): Promise<string> {
  return safePath((await headers()).get(requestPathHeader) ?? fallback);
}
