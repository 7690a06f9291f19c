import { memberRoles } from "@/db/enums";
import { newId } from "@/db/ids";
import { apiKeys } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { AppError } from "../../errors";
import type { Input } from "../../http/contract";
import type { createApiKeyContract, NewApiKey } from "../contract";
import { authorize } from "../permissions";
import { hashApiKey, newApiKey } from "./key";
import { presentApiKey } from "./select";

/** Makes an API key. The answer is the only place that ever holds it. Throws `forbidden` for a role above the maker's own. */
export async function createApiKey(ctx: WorkspaceCtx, input: Input<typeof createApiKeyContract>): Promise<NewApiKey> {
  authorize(ctx, "api_keys:write");
  if (ctx.actor.type !== "system" && memberRoles.indexOf(input.role) < memberRoles.indexOf(ctx.actor.role))
    throw new AppError("forbidden", `Your role (${ctx.actor.role}) may not make a key with the role ${input.role}.`);
  const key = newApiKey();
  const user = ctx.actor.type === "user" ? ctx.actor : null;
  const row = {
    id: newId("key"),
    name: input.name,
    role: input.role,
    last4: key.slice(-4),
    lastUsedAt: null,
    createdAt: ctx.now(),
  };
  await ctx.db
    .insert(apiKeys)
    .values({ ...row, workspaceId: ctx.workspace.id, keyHash: hashApiKey(key), createdBy: user?.userId ?? null });
  return { ...presentApiKey({ ...row, createdBy: user?.name ?? null }), key };
}
