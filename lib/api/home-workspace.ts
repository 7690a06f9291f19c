import { cookies } from "next/headers";
import type { UserCtx } from "../auth/account-context";
import type { MyWorkspace } from "../workspaces/contract";
import { lastWorkspaceCookie } from "../workspaces/last-workspace-cookie";
import { listWorkspaces } from "../workspaces/list";

/** Where somebody comes in: the workspace they were in last, else the first of theirs; and all of them. */
export async function homeWorkspace(
  ctx: UserCtx,
): Promise<{ workspace: MyWorkspace | null; workspaces: MyWorkspace[] }> {
  const { items } = await listWorkspaces(ctx);
  const last = (await cookies()).get(lastWorkspaceCookie)?.value;
  return { workspace: items.find(({ slug }) => slug === last) ?? items[0] ?? null, workspaces: items };
}
