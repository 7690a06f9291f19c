import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { matchName } from "../../mapping/match-key";
import { authorize } from "../../workspaces/permissions";
import { audienceOf } from "../audience-of";
import { change } from "../change";
import { parseContactInput } from "../parse-input";
import { sourceOf } from "../source-of";
import { changeContacts } from "../write";
import type { changeContactsContract } from "./contract";

/**
 * Gives contacts tags and groups, or takes them off, in one batch: each has its own events, and nothing is half-done. Throws
 * `invalid_input` for an unknown group.
 */
export async function changeManyContacts(
  ctx: WorkspaceCtx,
  input: Input<typeof changeContactsContract>,
): Promise<Answer<typeof changeContactsContract>> {
  authorize(ctx, "contacts:write");
  const audience = await audienceOf(ctx, input.audienceId);
  const { tags: addTags, groupIds: addGroupIds } = parseContactInput(
    { tags: input.addTags, groupIds: input.addGroupIds },
    audience,
  );
  const removeGroupIds = input.removeGroupIds.map((id) => toUuid("grp", id));
  const removeTagIds = await tagIdsOf(ctx, audience.id, input.removeTags);
  const results = await changeContacts(
    ctx,
    [...new Set(input.ids)].map((id) =>
      change({
        audience,
        target: { contactId: toUuid("con", id) },
        intent: "update",
        addTags: addTags ?? [],
        removeTagIds,
        addGroupIds: addGroupIds ?? [],
        removeGroupIds,
        source: sourceOf(ctx),
        at: ctx.now(),
      }),
    ),
  );
  const count = (of: string) => results.filter(({ outcome }) => outcome === of).length;
  const missing = count("not_found");
  const changed = count("updated");
  return { changed, unchanged: results.length - changed - missing, missing };
}

async function tagIdsOf(ctx: WorkspaceCtx, audienceId: string, names: string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await ctx.sql<{ id: string }[]>`
    select id from tags
    where audience_id = ${audienceId} and match_name = any(${names.map((name) => matchName(name.trim()))}) and removed_at is null`;
  return rows.map(({ id }) => id);
}
