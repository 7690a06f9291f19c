import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Input } from "../../http/contract";
import type { revokeApiKeyContract } from "../contract";
import { authorize } from "../permissions";

/** Ends an API key: the next request with it is refused. Throws `not_found`, also for one that was revoked before. */
export async function revokeApiKey(ctx: WorkspaceCtx, input: Input<typeof revokeApiKeyContract>): Promise<void> {
  authorize(ctx, "api_keys:write");
  const revoked = await ctx.db
    .update(apiKeys)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(apiKeys.id, input.apiKeyId), eq(apiKeys.workspaceId, ctx.workspace.id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  if (revoked.length === 0) throw notFound("API key");
}
