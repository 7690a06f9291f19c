import type { UserCtx } from "../auth/account-context";
import { transaction } from "../context";
import type { Input } from "../http/contract";
import type { createWorkspaceContract, Workspace } from "./contract";
import { insertWorkspace } from "./insert";
import { slugOf } from "./slug";

/** A new workspace, owned by who creates it. */
export const createWorkspace = (ctx: UserCtx, input: Input<typeof createWorkspaceContract>): Promise<Workspace> =>
  transaction(ctx, (tx) => insertWorkspace(tx, { name: input.name, slug: slugOf(input.name), ownerId: ctx.user.id }));
