import { and, eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { dataFields } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../../context";
import { AppError, conflict, invalid } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { matchKey } from "../../mapping/match-key";
import { authorize } from "../../workspaces/permissions";
import { bumpConfig } from "../load";
import { rebuildReaders } from "../segment-readers";
import type { createFieldContract } from "./contract";
import { fieldsOf } from "./load";
import { presentField } from "./present";
import { fieldLimits, keyFromLabel, keyIssue, shapeField } from "./shape";

/**
 * Adds a data field after the last one. Its key is made from the label when none is given, and may not be compared equal to
 * another field's or a built-in property's. Throws `invalid_input` with the issues at their inputs, `conflict` for a taken key.
 */
export async function createField(
  ctx: WorkspaceCtx,
  input: Input<typeof createFieldContract>,
): Promise<Answer<typeof createFieldContract>> {
  authorize(ctx, "audiences:write");
  const key = input.key ?? keyFromLabel(input.label) ?? "";
  const wrongKey = keyIssue(key);
  if (wrongKey !== null) throw invalid(wrongKey.message, [wrongKey]);
  const shaped = shapeField(input);
  if (!shaped.ok) throw invalid(shaped.issues[0]?.message ?? "The field does not fit together.", shaped.issues);

  return transaction(ctx, async (tx) => {
    const audience = await bumpConfig(tx, input.audienceId);
    const existing = await fieldsOf(tx, audience.id);
    if (existing.length >= fieldLimits.perAudience)
      throw conflict(`An audience can have ${fieldLimits.perAudience} data fields. Delete one that is not used first.`);
    const [row] = await tx.db
      .insert(dataFields)
      .values({
        id: newId("fld"),
        audienceId: audience.id,
        key,
        matchKey: matchKey(key),
        label: input.label,
        type: input.type,
        options: input.options,
        required: input.required,
        defaultValue: shaped.defaultValue,
        private: input.private,
        position: Math.max(-1, ...existing.map((field) => field.position)) + 1,
        createdAt: ctx.now(),
        updatedAt: ctx.now(),
      })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) throw await keyTaken(tx, audience.id, key);
    // Rules may still name a field of this key that was deleted.
    await rebuildReaders(tx, audience.id, { kind: "field", key });
    return presentField(row);
  });
}

async function keyTaken(ctx: WorkspaceCtx, audienceId: string, key: string): Promise<AppError> {
  const [holder] = await ctx.db
    .select()
    .from(dataFields)
    .where(and(eq(dataFields.audienceId, audienceId), eq(dataFields.matchKey, matchKey(key))));
  if (holder?.removedAt) return conflict(`The data field ${holder.key} is still being removed, try again in a moment.`);
  const message = `The data field ${holder?.key ?? key} has this key already: case, "_", "-" and spaces make no difference.`;
  return new AppError("conflict", message, [{ path: "key", message }]);
}
