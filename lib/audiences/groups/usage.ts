import { and, arrayContains, eq } from "drizzle-orm";
import { toUuid } from "@/db/ids";
import { contacts } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { journeysNaming } from "../journey-readers";
import { segmentsReading } from "../segment-readers";
import { webhooksAsking } from "../webhook-filters";
import type { getGroupUsageContract } from "./contract";
import { loadGroup } from "./load";

/** How many contacts are in the group, exactly. */
export async function getGroupUsage(
  ctx: WorkspaceCtx,
  { audienceId, groupId }: Input<typeof getGroupUsageContract>,
): Promise<Answer<typeof getGroupUsageContract>> {
  authorize(ctx, "read");
  const group = await loadGroup(ctx, audienceId, groupId);
  const members = await ctx.db.$count(
    contacts,
    and(
      eq(contacts.workspaceId, ctx.workspace.id),
      eq(contacts.audienceId, group.audienceId),
      arrayContains(contacts.groupIds, [toUuid("grp", group.id)]),
    ),
  );
  const what = { kind: "group", id: group.id } as const;
  return {
    contacts: members,
    places: [
      ...(await segmentsReading(ctx, audienceId, what)),
      ...(await webhooksAsking(ctx, what)),
      ...(await journeysNaming(ctx, audienceId, what)),
    ],
  };
}
