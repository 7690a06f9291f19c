import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { MemberRole } from "@/db/enums";
import { apiKeys, workspaces } from "@/db/schema";
import type { Ctx } from "../../context";
import type { Workspace } from "../contract";

const touchEveryMs = 60_000;

export interface FoundApiKey {
  id: string;
  role: MemberRole;
  workspace: Workspace;
}

/** The key with this hash (`hashApiKey`), or null when it is unknown or revoked. Notes its use at most once a minute. */
export async function findApiKey(ctx: Ctx, keyHash: Uint8Array): Promise<FoundApiKey | null> {
  const [row] = await ctx.db
    .select({
      id: apiKeys.id,
      role: apiKeys.role,
      lastUsedAt: apiKeys.lastUsedAt,
      workspace: { id: workspaces.id, slug: workspaces.slug, name: workspaces.name },
    })
    .from(apiKeys)
    .innerJoin(workspaces, eq(workspaces.id, apiKeys.workspaceId))
    .where(and(eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt)));
  if (row === undefined) return null;
  const { lastUsedAt, ...found } = row;
  const stale = new Date(ctx.now().getTime() - touchEveryMs);
  if (lastUsedAt === null || lastUsedAt < stale)
    await ctx.db
      .update(apiKeys)
      .set({ lastUsedAt: ctx.now() })
      .where(and(eq(apiKeys.id, found.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))));
  return found;
}
