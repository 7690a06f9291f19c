import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { apiKeys, users } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { toPage } from "../../pagination";
import type { listApiKeysContract } from "../contract";
import { readCursor } from "../cursor";
import { authorize } from "../permissions";
import { apiKeyColumns, presentApiKey } from "./select";

/** The API keys in use, newest first; never the keys themselves. */
export async function listApiKeys(
  ctx: WorkspaceCtx,
  input: Input<typeof listApiKeysContract>,
): Promise<Answer<typeof listApiKeysContract>> {
  authorize(ctx, "read");
  const before = readCursor("key", input.cursor);
  const rows = await ctx.db
    .select(apiKeyColumns)
    .from(apiKeys)
    .leftJoin(users, eq(users.id, apiKeys.createdBy))
    .where(
      and(
        eq(apiKeys.workspaceId, ctx.workspace.id),
        isNull(apiKeys.revokedAt),
        before === null ? undefined : lt(apiKeys.id, before),
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(input.limit + 1);
  return toPage(rows, input.limit, (row) => row.id, presentApiKey);
}
