import { eq } from "drizzle-orm";
import { dataFields } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import { invalid } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import type { reorderFieldsContract } from "./contract";
import { fieldsOf } from "./load";
import { presentField } from "./present";

/** Puts the fields in the order of `keys`, which must name each of them once. */
export async function reorderFields(
  ctx: WorkspaceCtx,
  { audienceId, keys }: Input<typeof reorderFieldsContract>,
): Promise<Answer<typeof reorderFieldsContract>> {
  authorize(ctx, "audiences:write");
  return transaction(ctx, async (tx) => {
    const audience = await bumpConfig(tx, audienceId);
    const rows = await fieldsOf(tx, audience.id);
    const places = new Map(keys.map((key, position) => [key, position]));
    if (keys.length !== rows.length || places.size !== rows.length || !rows.every((row) => places.has(row.key)))
      throw invalid("Name every data field exactly once. Somebody may have changed them: load them again.");
    for (const row of rows) {
      const position = places.get(row.key) ?? row.position;
      if (position !== row.position) await tx.db.update(dataFields).set({ position }).where(eq(dataFields.id, row.id));
    }
    const ordered = await fieldsOf(tx, audience.id);
    return { items: ordered.map(presentField), nextCursor: null };
  });
}
