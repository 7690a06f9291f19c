import { eq } from "drizzle-orm";
import { dataFields } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import { invalid } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import type { updateFieldContract } from "./contract";
import { loadField } from "./load";
import { fieldDefinition, presentField } from "./present";
import { shapeField } from "./shape";

/**
 * Changes what is given and keeps the rest; key and type never change. Contacts keep the values they have, also of an option that
 * is removed. Throws `invalid_input` when the default would not fit.
 */
export async function updateField(
  ctx: WorkspaceCtx,
  input: Input<typeof updateFieldContract>,
): Promise<Answer<typeof updateFieldContract>> {
  authorize(ctx, "audiences:write");
  return transaction(ctx, async (tx) => {
    await bumpConfig(tx, input.audienceId);
    const row = await loadField(tx, input.audienceId, input.key);
    const current = fieldDefinition(row);
    const next = {
      type: current.type,
      label: input.label ?? current.label,
      options: input.options ?? current.options,
      default: input.default === undefined ? current.defaultValue : input.default,
    };
    const shaped = shapeField(next);
    if (!shaped.ok) throw invalid(shaped.issues[0]?.message ?? "The field does not fit together.", shaped.issues);
    const [changed] = await tx.db
      .update(dataFields)
      .set({
        label: next.label,
        options: next.options,
        defaultValue: shaped.defaultValue,
        required: input.required ?? current.required,
        private: input.private ?? current.private,
        updatedAt: ctx.now(),
      })
      .where(eq(dataFields.id, row.id))
      .returning();
    return presentField(changed ?? row);
  });
}
