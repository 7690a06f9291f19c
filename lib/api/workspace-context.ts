import { clientAddressHeader } from "../auth/request-headers";
import { findSession } from "../auth/session";
import type { WorkspaceCtx } from "../context";
import { AppError, notFound } from "../errors";
import { findApiKey } from "../workspaces/api-keys/find";
import { hashApiKey } from "../workspaces/api-keys/key";
import { findMembership } from "../workspaces/find-membership";
import type { ApiDeps } from "./deps";
import type { AnswerExtras } from "./respond";
import { refuseForeignOrigin } from "./same-origin";

type Caller = Pick<WorkspaceCtx, "workspace" | "actor">;

/**
 * Who asks, and in which workspace: by API key, else by session cookie. Throws `unauthorized` without credentials; `not_found` alike
 * for a workspace that does not exist and for one that the caller has no part in.
 */
export async function workspaceContext(
  deps: ApiDeps,
  request: Request,
  slug: string,
  requestId: string,
  extras: AnswerExtras,
): Promise<WorkspaceCtx> {
  const authorization = request.headers.get("authorization");
  const caller =
    authorization === null ? await bySession(deps, request, slug, extras) : await byApiKey(deps, authorization, slug);
  return { ...deps.ctx, ...caller, origin: originOf(request, requestId) };
}

/** The workspace of the API key alone, where the address names none. Throws `unauthorized`; no session opens it. */
export async function apiKeyContext(deps: ApiDeps, request: Request, requestId: string): Promise<WorkspaceCtx> {
  const caller = await keyHolder(deps, request.headers.get("authorization") ?? "");
  return { ...deps.ctx, ...caller, origin: originOf(request, requestId) };
}

const originOf = (request: Request, requestId: string) => ({
  requestId,
  ip: request.headers.get(clientAddressHeader)?.split(",", 1)[0]?.trim() ?? null,
  userAgent: request.headers.get("user-agent"),
});

async function byApiKey(deps: ApiDeps, authorization: string, slug: string): Promise<Caller> {
  const holder = await keyHolder(deps, authorization);
  if (holder.workspace.slug !== slug) throw notFound("workspace");
  return holder;
}

async function keyHolder({ ctx }: ApiDeps, authorization: string): Promise<Caller> {
  const key = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (key === undefined)
    throw new AppError("unauthorized", "Send the API key in the header Authorization: Bearer <key>.");
  const found = await findApiKey(ctx, hashApiKey(key));
  if (found === null) throw new AppError("unauthorized", "This API key is unknown or was revoked. Create a new one.");
  return { workspace: found.workspace, actor: { type: "api_key", apiKeyId: found.id, role: found.role } };
}

async function bySession(deps: ApiDeps, request: Request, slug: string, extras: AnswerExtras): Promise<Caller> {
  const session = await findSession(deps.auth, request.headers);
  if (session === null)
    throw new AppError("unauthorized", "Sign in, or send an API key in the header Authorization: Bearer <key>.");
  refuseForeignOrigin(request, deps.env.publicUrl);
  extras.cookies = session.cookies;
  const { id: userId, name, email } = session.user;
  const membership = await findMembership(deps.ctx, userId, slug);
  if (membership === null) throw notFound("workspace");
  const { workspace, role } = membership;
  return { workspace, actor: { type: "user", userId, name, email, role } };
}
