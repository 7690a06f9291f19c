import { and, asc, eq, isNull } from "drizzle-orm";
import { dataFields } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import { loadAudience } from "../load";
import type { FieldRow } from "./present";

/** The fields of an audience in their order, without those that are being removed. The audience must be known to be ours. */
export const fieldsOf = (ctx: WorkspaceCtx, audienceId: string): Promise<FieldRow[]> =>
  ctx.db
    .select()
    .from(dataFields)
    .where(and(eq(dataFields.audienceId, audienceId), isNull(dataFields.removedAt)))
    .orderBy(asc(dataFields.position), asc(dataFields.id));

/** One field of an audience of this workspace. Throws `not_found` for the audience or the field. */
export async function loadField(ctx: WorkspaceCtx, audienceId: string, key: string): Promise<FieldRow> {
  const audience = await loadAudience(ctx, audienceId);
  const [row] = await ctx.db
    .select()
    .from(dataFields)
    .where(and(eq(dataFields.audienceId, audience.id), eq(dataFields.key, key), isNull(dataFields.removedAt)));
  if (row === undefined) throw notFound("data field");
  return row;
}
