import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { normaliseEmail } from "../mapping/email";
import { authorize } from "../workspaces/permissions";
import type { findContactsContract } from "./contract";

type Found = Answer<typeof findContactsContract>["items"][number];

/** Nobody chooses from a longer list. */
const foundMax = 100;

/** Who has an address, by audience's name, a hundred at most. What is no address is nobody's. */
export async function findContacts(
  ctx: WorkspaceCtx,
  { email }: Input<typeof findContactsContract>,
): Promise<Answer<typeof findContactsContract>> {
  authorize(ctx, "read");
  const address = normaliseEmail(email);
  if (!address.ok) return { items: [] };
  const rows = await ctx.sql<
    { id: string; email: string; status: Found["status"]; audienceId: string; name: string }[]
  >`
    select c.id, c.email, c.status, a.id as "audienceId", a.name
    from contacts c join audiences a on a.id = c.audience_id
    where c.email = ${address.email} and c.workspace_id = ${toUuid("wks", ctx.workspace.id)}
    order by a.name, c.id limit ${foundMax}`;
  return {
    items: rows.map(({ id, email, status, audienceId, name }) => ({
      id: fromUuid("con", id),
      email,
      status,
      audience: { id: fromUuid("aud", audienceId), name },
    })),
  };
}
