import { and, arrayContains, eq } from "drizzle-orm";
import { toUuid } from "@/db/ids";
import { contacts } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { journeysNaming } from "../journey-readers";
import { segmentsReading } from "../segment-readers";
import { webhooksAsking } from "../webhook-filters";
import type { getTagUsageContract } from "./contract";
import { hooksWithTag } from "./hooks";
import { loadTag } from "./load";

/** How many contacts have the tag, exactly, and what applies it or asks for it. */
export async function getTagUsage(
  ctx: WorkspaceCtx,
  { audienceId, tagId }: Input<typeof getTagUsageContract>,
): Promise<Answer<typeof getTagUsageContract>> {
  authorize(ctx, "read");
  const tag = await loadTag(ctx, audienceId, tagId);
  const tagged = await ctx.db.$count(
    contacts,
    and(
      eq(contacts.workspaceId, ctx.workspace.id),
      eq(contacts.audienceId, tag.audienceId),
      arrayContains(contacts.tagIds, [toUuid("tag", tag.id)]),
    ),
  );
  return {
    contacts: tagged,
    places: [
      ...(await hooksWithTag(ctx, tag.id)),
      ...(await segmentsReading(ctx, audienceId, { kind: "tag", ...tag })),
      ...(await webhooksAsking(ctx, { kind: "tag", ...tag })),
      ...(await journeysNaming(ctx, audienceId, { kind: "tag", ...tag })),
    ],
  };
}
