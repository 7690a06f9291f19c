import { newId } from "@/db/ids";
import { members, workspaces } from "@/db/schema";
import type { Ctx } from "../context";
import type { Workspace } from "./contract";
import { slugCandidate } from "./slug";

const attemptsMax = 200;

/** Stores a workspace with its first owner, in the caller's transaction. A taken slug gets a number behind it. */
export async function insertWorkspace(
  ctx: Ctx,
  { name, slug, ownerId }: { name: string; slug: string; ownerId: string },
): Promise<Workspace> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const [workspace] = await ctx.db
      .insert(workspaces)
      .values({ id: newId("wks"), slug: slugCandidate(slug, attempt), name })
      .onConflictDoNothing({ target: workspaces.slug })
      .returning({ id: workspaces.id, slug: workspaces.slug, name: workspaces.name });
    if (workspace === undefined) continue;
    await ctx.db
      .insert(members)
      .values({ id: newId("mem"), workspaceId: workspace.id, userId: ownerId, role: "owner" });
    return workspace;
  }
  throw new Error(`no free slug for ${slug}`);
}
