import { eq } from "drizzle-orm";
import { dataFields } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import { rebuildReaders } from "../segment-readers";
import type { deleteFieldContract } from "./contract";
import { loadField } from "./load";

/** Takes the field off every list and door at once; its values leave the contacts in the background, then the row goes. */
export async function deleteField(
  ctx: WorkspaceCtx,
  { audienceId, key }: Input<typeof deleteFieldContract>,
): Promise<Answer<typeof deleteFieldContract>> {
  authorize(ctx, "audiences:write");
  await transaction(ctx, async (tx) => {
    await bumpConfig(tx, audienceId);
    const row = await loadField(tx, audienceId, key);
    await tx.db.update(dataFields).set({ removedAt: ctx.now() }).where(eq(dataFields.id, row.id));
    await rebuildReaders(tx, audienceId, { kind: "field", key });
    tx.signals.send("audiences/changed");
  });
}
