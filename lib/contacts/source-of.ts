import type { WorkspaceCtx } from "../context";
import type { ChangeSource } from "./change";

/** Who changes a contact through the API or the interface, for the consent log and events. */
export function sourceOf(ctx: WorkspaceCtx): ChangeSource {
  const origin = {
    requestId: ctx.origin?.requestId ?? null,
    ip: ctx.origin?.ip ?? null,
    userAgent: ctx.origin?.userAgent ?? null,
  };
  switch (ctx.actor.type) {
    case "user":
      return { type: "user", id: ctx.actor.userId, ...origin };
    case "api_key":
      return { type: "api", id: ctx.actor.apiKeyId, ...origin };
    case "system":
      return { type: "system", id: null, ...origin };
  }
}
