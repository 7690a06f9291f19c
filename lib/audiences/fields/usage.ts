import { and, count, desc, eq, sql } from "drizzle-orm";
import { contacts } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { campaignsReading } from "../campaign-readers";
import { journeysNaming } from "../journey-readers";
import { segmentsReading } from "../segment-readers";
import { webhooksSending } from "../webhook-payloads";
import type { getFieldUsageContract } from "./contract";
import { hooksMapping } from "./hooks";
import { loadField } from "./load";
import type { FieldRow } from "./present";

/** How many contacts have a value in the field, and in a choice which; what fills or reads it. Reads every contact of the audience. */
export async function getFieldUsage(
  ctx: WorkspaceCtx,
  { audienceId, key }: Input<typeof getFieldUsageContract>,
): Promise<Answer<typeof getFieldUsageContract>> {
  authorize(ctx, "read");
  const field = await loadField(ctx, audienceId, key);
  const options = field.type === "choice" ? await contactsByOption(ctx, field) : [];
  return {
    contacts:
      field.type === "choice"
        ? options.reduce((sum, option) => sum + option.contacts, 0)
        : await ctx.db.$count(contacts, withValue(ctx, field)),
    places: [
      ...(await hooksMapping(ctx, audienceId, key)),
      ...(await segmentsReading(ctx, audienceId, { kind: "field", key })),
      ...(await webhooksSending(ctx, audienceId, key)),
      ...(await campaignsReading(ctx, audienceId, key)),
      ...(await journeysNaming(ctx, audienceId, { kind: "field", key })),
    ],
    options,
  };
}

const withValue = (ctx: WorkspaceCtx, field: FieldRow) =>
  and(
    eq(contacts.workspaceId, ctx.workspace.id),
    eq(contacts.audienceId, field.audienceId),
    sql`${contacts.fields} ? ${field.key}`,
  );

function contactsByOption(ctx: WorkspaceCtx, field: FieldRow): Promise<{ option: string; contacts: number }[]> {
  const option = sql<string>`coalesce(${contacts.fields} ->> ${field.key}, '')`;
  return ctx.db
    .select({ option, contacts: count() })
    .from(contacts)
    .where(withValue(ctx, field))
    .groupBy(sql`1`)
    .orderBy(desc(count()));
}
