import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { audienceOf } from "./audience-of";
import { type ContactRow, shownContactColumns } from "./columns";
import type { getContactContract } from "./contract";
import { presentContactDetail } from "./present";

/** One contact with everything its page shows. Throws not_found. */
export async function getContact(
  ctx: WorkspaceCtx,
  input: Input<typeof getContactContract>,
): Promise<Answer<typeof getContactContract>> {
  authorize(ctx, "read");
  const audience = await audienceOf(ctx, input.audienceId);
  const [row] = await ctx.sql<ContactRow[]>`
    select ${shownContactColumns} from contacts c
    where c.audience_id = ${audience.id} and c.id = ${toUuid("con", input.contactId)}`;
  if (row === undefined) throw notFound("contact");
  return presentContactDetail(row, audience);
}
