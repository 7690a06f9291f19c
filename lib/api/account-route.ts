import { runtime } from "@/lib/runtime";
import type { AccountCtx, UserCtx } from "../auth/account-context";
import { findSession } from "../auth/session";
import { AppError } from "../errors";
import type { Contract, Input } from "../http/contract";
import type { ApiDeps } from "./deps";
import { parseInput } from "./parse-input";
import { respond } from "./respond";
import type { RouteHandler, VerbAnswer } from "./route";
import { refuseForeignOrigin } from "./same-origin";

export type AccountVerb<Caller extends AccountCtx, C extends Contract> = (
  ctx: Caller,
  input: Input<C>,
) => Promise<VerbAnswer<C>>;

/** An operation outside any workspace that needs nobody to be signed in: setting up, accepting an invitation. */
export const openRoute =
  <C extends Contract>(contract: C, verb: AccountVerb<AccountCtx, C>): RouteHandler =>
  async (request, { params }) =>
    answerAccount(await runtime(), contract, verb, request, await params);

/** An operation outside any workspace of somebody who is signed in. API keys belong to a workspace, so they don't open these. */
export const userRoute =
  <C extends Contract>(contract: C, verb: AccountVerb<UserCtx, C>): RouteHandler =>
  async (request, { params }) =>
    answerAccount(await runtime(), contract, forUser(verb), request, await params);

/** Refuses who is not signed in. */
export const forUser =
  <C extends Contract>(verb: AccountVerb<UserCtx, C>): AccountVerb<AccountCtx, C> =>
  async ({ user, ...ctx }, input) => {
    if (user === null) throw new AppError("unauthorized", "Sign in first.");
    return verb({ ...ctx, user }, input);
  };

/** One request to an operation outside any workspace. */
export function answerAccount<C extends Contract>(
  deps: ApiDeps,
  contract: C,
  verb: AccountVerb<AccountCtx, C>,
  request: Request,
  /** Next gives none to a route without any. */
  params: Record<string, string> | undefined,
): Promise<Response> {
  return respond(deps.log, contract, async (_requestId, extras) => {
    const session = await findSession(deps.auth, request.headers);
    refuseForeignOrigin(request, deps.env.publicUrl);
    extras.cookies = session?.cookies ?? [];
    const input = await parseInput(contract, request, params ?? {});
    return verb({ ...deps.ctx, user: session?.user ?? null }, input);
  });
}
