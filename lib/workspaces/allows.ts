import type { WorkspaceCtx } from "../context";
import { can, type Permission } from "./permissions";

/** Whether whoever acts may do something, for pages that show or hide a button; verbs refuse by themselves. */
export const allows = (ctx: WorkspaceCtx, permission: Permission): boolean =>
  ctx.actor.type === "system" || can(ctx.actor.role, permission);
