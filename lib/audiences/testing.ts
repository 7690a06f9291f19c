import { newId, toUuid } from "@/db/ids";
import { contacts } from "@/db/schema";
import type { WorkspaceCtx } from "../context";

/** Contacts of an audience as rows, for tests that count them. */
export async function insertContacts(
  ctx: WorkspaceCtx,
  audienceId: string,
  rows: { fields?: Record<string, unknown>; tagIds?: string[]; groupIds?: string[] }[],
): Promise<void> {
  await ctx.db.insert(contacts).values(
    rows.map(({ fields = {}, tagIds = [], groupIds = [] }) => {
      const id = newId("con");
      return {
        id,
        workspaceId: ctx.workspace.id,
        audienceId,
        email: `${id}@example.com`,
        status: "subscribed" as const,
        fields,
        tagIds: tagIds.map((tag) => toUuid("tag", tag)),
        groupIds: groupIds.map((group) => toUuid("grp", group)),
        search: "",
        source: "test",
      };
    }),
  );
}
