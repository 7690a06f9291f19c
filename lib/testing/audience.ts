import { newId, toUuid } from "@/db/ids";
import { audiences, dataFields, groups } from "@/db/schema";
import { confirmationDefaults } from "../audiences/confirmation";
import type { WorkspaceCtx } from "../context";
import { generateWebhook } from "../inbound/generate-webhook";
import { matchKey } from "../mapping/match-key";

interface FieldSeed {
  key: string;
  label?: string;
  type?: string;
  options?: string[];
  required?: boolean;
  defaultValue?: unknown;
}

/** An audience of its own for a test, with the fields it names beside first and last name. */
export async function testAudience(
  ctx: WorkspaceCtx,
  options: { doubleOptIn?: boolean; fields?: FieldSeed[]; groups?: string[] } = {},
): Promise<{ id: string; uuid: string; groupIds: string[] }> {
  const id = newId("aud");
  await ctx.db.insert(audiences).values({
    id,
    workspaceId: ctx.workspace.id,
    name: "Newsletter",
    doubleOptIn: options.doubleOptIn ?? false,
    confirmationSubject: confirmationDefaults.subject,
    confirmationText: confirmationDefaults.text,
    confirmationExpiryDays: confirmationDefaults.expiryDays,
  });
  const fields: FieldSeed[] = [
    { key: "first_name", label: "First name" },
    { key: "last_name", label: "Last name" },
    ...(options.fields ?? []),
  ];
  await ctx.db.insert(dataFields).values(
    fields.map((field, position) => ({
      id: newId("fld"),
      audienceId: id,
      matchKey: matchKey(field.key),
      position,
      ...field,
      label: field.label ?? field.key,
      type: field.type ?? "text",
    })),
  );
  const groupRows = (options.groups ?? []).map((name) => ({
    id: newId("grp"),
    audienceId: id,
    name,
    matchName: name.toLowerCase(),
  }));
  if (groupRows.length > 0) await ctx.db.insert(groups).values(groupRows);
  return { id, uuid: toUuid("aud", id), groupIds: groupRows.map((group) => group.id) };
}

/** The path of a freshly generated webhook, without its mode: `/v1/audience-webhooks/{secret}`. */
export async function testWebhookPath(ctx: WorkspaceCtx, audienceId: string): Promise<string> {
  const { urls } = await generateWebhook(ctx, { audienceId });
  return new URL(urls.addOnly).pathname.replace(/\/1$/, "");
}
