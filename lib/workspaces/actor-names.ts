import type { WorkspaceCtx } from "../context";
import { pageLimit } from "../pagination";
import { listApiKeys } from "./api-keys/list";
import { listMembers } from "./members/list";

/** Names of members and API keys by id, as histories tell who did something. */
export async function actorNames(ctx: WorkspaceCtx): Promise<Record<string, string>> {
  const [members, apiKeys] = await Promise.all([
    listMembers(ctx, { limit: pageLimit }),
    listApiKeys(ctx, { limit: pageLimit }),
  ]);
  return Object.fromEntries([
    ...members.items.map(({ userId, name, email }) => [userId, name || email]),
    ...apiKeys.items.map(({ id, name }) => [id, name]),
  ]);
}
