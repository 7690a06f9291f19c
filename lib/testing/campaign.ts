import { newId } from "@/db/ids";
import { campaigns } from "@/db/schema";
import type { WorkspaceCtx } from "../context";

/** A campaign of an audience, as a draft that is ready to be sent; `more` says otherwise. */
export async function testCampaign(
  ctx: WorkspaceCtx,
  audienceId: string,
  more: Partial<typeof campaigns.$inferInsert> = {},
): Promise<string> {
  const id = newId("cmp");
  await ctx.db.insert(campaigns).values({
    id,
    workspaceId: ctx.workspace.id,
    audienceId,
    name: "Summer Promotion",
    subject: "Hello {{ contact.first_name }}",
    fromName: "Shop",
    fromEmail: "shop@example.com",
    html: "<p>Hi</p>",
    ...more,
  });
  return id;
}
