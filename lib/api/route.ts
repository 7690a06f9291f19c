import { runtime } from "@/lib/runtime";
import type { WorkspaceCtx } from "../context";
import type { Answer, Contract, Input } from "../http/contract";
import type { ApiDeps } from "./deps";
import { parseInput } from "./parse-input";
import { respond } from "./respond";
import { workspaceContext } from "./workspace-context";

/** What a verb answers by its contract; nothing when the contract has nothing to say. */
// biome-ignore lint/suspicious/noConfusingVoidType: it becomes the type parameter of a promise.
export type VerbAnswer<C> = Answer<C> extends undefined ? void : Answer<C>;
export type WorkspaceVerb<C extends Contract> = (ctx: WorkspaceCtx, input: Input<C>) => Promise<VerbAnswer<C>>;

type RouteParams = Record<string, string>;
export type RouteHandler = (request: Request, segment: { params: Promise<RouteParams> }) => Promise<Response>;

/** `export const POST = route(createAudienceContract, createAudience)`: an operation of a workspace as Next's route handler. */
export const route =
  <C extends Contract>(contract: C, verb: WorkspaceVerb<C>): RouteHandler =>
  async (request, { params }) =>
    answerInWorkspace(await runtime(), contract, verb, request, await params);

/** One request to an operation of a workspace: credentials → context → input → verb → answer. */
export function answerInWorkspace<C extends Contract>(
  deps: ApiDeps,
  contract: C,
  verb: WorkspaceVerb<C>,
  request: Request,
  { workspace = "", ...params }: RouteParams,
): Promise<Response> {
  return respond(deps.log, contract, async (requestId, extras) => {
    const ctx = await workspaceContext(deps, request, workspace, requestId, extras);
    return verb(ctx, await parseInput(contract, request, params));
  });
}
