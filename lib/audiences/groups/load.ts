import { and, eq, isNull } from "drizzle-orm";
import { groups } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import { presentCount } from "../contact-count";
import { contactCount } from "../count-column";
import { loadAudience } from "../load";
import type { Group } from "./contract";

export const groupColumns = {
  id: groups.id,
  audienceId: groups.audienceId,
  name: groups.name,
  matchName: groups.matchName,
  createdAt: groups.createdAt,
  contacts: contactCount("groups"),
};

export interface GroupRow {
  id: string;
  audienceId: string;
  name: string;
  matchName: string;
  createdAt: Date;
  contacts: number;
}

/** One group of an audience of this workspace. Throws `not_found` for the audience or the group. */
export async function loadGroup(ctx: WorkspaceCtx, audienceId: string, groupId: string): Promise<GroupRow> {
  const audience = await loadAudience(ctx, audienceId);
  const [row] = await ctx.db
    .select(groupColumns)
    .from(groups)
    .where(and(eq(groups.audienceId, audience.id), eq(groups.id, groupId), isNull(groups.removedAt)));
  if (row === undefined) throw notFound("group");
  return row;
}

/** Who has a name in an audience. */
export async function holderOf(ctx: WorkspaceCtx, audienceId: string, name: string) {
  const [holder] = await ctx.db
    .select()
    .from(groups)
    .where(and(eq(groups.audienceId, audienceId), eq(groups.matchName, name), isNull(groups.removedAt)));
  return holder;
}

export const presentGroup = ({ id, name, contacts, createdAt }: Omit<GroupRow, "audienceId" | "matchName">): Group => ({
  id,
  name,
  ...presentCount(contacts),
  createdAt: createdAt.toISOString(),
});
