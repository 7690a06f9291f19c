import { eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { groups } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import { conflict } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { matchName } from "../../mapping/match-key";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import { nameTaken } from "../taken";
import { type createGroupContract, groupsMax } from "./contract";
import { presentGroup } from "./load";

/** Creates a group. Throws `conflict` when another one has the name, in whatever case. */
export async function createGroup(
  ctx: WorkspaceCtx,
  { audienceId, name }: Input<typeof createGroupContract>,
): Promise<Answer<typeof createGroupContract>> {
  authorize(ctx, "audiences:write");
  return transaction(ctx, async (tx) => {
    const audience = await bumpConfig(tx, audienceId);
    if ((await tx.db.$count(groups, eq(groups.audienceId, audience.id))) >= groupsMax)
      throw conflict(`An audience can have ${groupsMax} groups. Delete one that is not used, or use tags.`);
    const now = ctx.now();
    const group = {
      id: newId("grp"),
      audienceId: audience.id,
      name,
      matchName: matchName(name),
      createdAt: now,
      updatedAt: now,
    };
    const inserted = await tx.db.insert(groups).values(group).onConflictDoNothing().returning({ id: groups.id });
    if (inserted.length === 0) throw nameTaken("group", name);
    return presentGroup({ ...group, contacts: 0 });
  });
}
