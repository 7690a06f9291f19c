import { and, eq, isNull } from "drizzle-orm";
import { tags } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import { presentCount } from "../contact-count";
import { contactCount } from "../count-column";
import { loadAudience } from "../load";
import type { Tag } from "./contract";

export const tagColumns = {
  id: tags.id,
  audienceId: tags.audienceId,
  name: tags.name,
  matchName: tags.matchName,
  createdAt: tags.createdAt,
  contacts: contactCount("tags"),
};

export interface TagRow {
  id: string;
  audienceId: string;
  name: string;
  matchName: string;
  createdAt: Date;
  contacts: number;
}

/** One tag of an audience of this workspace. Throws `not_found` for the audience or the tag. */
export async function loadTag(ctx: WorkspaceCtx, audienceId: string, tagId: string): Promise<TagRow> {
  const audience = await loadAudience(ctx, audienceId);
  const [row] = await ctx.db
    .select(tagColumns)
    .from(tags)
    .where(and(eq(tags.audienceId, audience.id), eq(tags.id, tagId), isNull(tags.removedAt)));
  if (row === undefined) throw notFound("tag");
  return row;
}

/** Who has a name in an audience. */
export async function holderOf(ctx: WorkspaceCtx, audienceId: string, name: string) {
  const [holder] = await ctx.db
    .select()
    .from(tags)
    .where(and(eq(tags.audienceId, audienceId), eq(tags.matchName, name), isNull(tags.removedAt)));
  return holder;
}

export const presentTag = ({ id, name, contacts, createdAt }: Omit<TagRow, "audienceId" | "matchName">): Tag => ({
  id,
  name,
  ...presentCount(contacts),
  createdAt: createdAt.toISOString(),
});
