import { and, eq, inArray, isNull } from "drizzle-orm";
import { newId, toUuid } from "@/db/ids";
import { audiences, dataFields, tags } from "@/db/schema";
import { findDefaultAudience } from "../../audiences/default";
import type { WorkspaceCtx } from "../../context";
import { seal } from "../../crypto";
import { invalid, notFound } from "../../errors";
import { matchKey, matchName } from "../../mapping/match-key";
import type { SignatureInput } from "../signatures/settings";
import { type MappingLine, mappingTargets } from "./mapping";
import { type WorkspaceWebhookTypeName, workspaceWebhookTypes } from "./types";

/** The audience that a new webhook gets when none is named. Throws `invalid_input` in a workspace without audiences. */
export async function defaultAudience(ctx: WorkspaceCtx): Promise<string> {
  const id = await findDefaultAudience(ctx);
  if (id !== null) return id;
  const message = "This workspace has no audience yet. Create one first, or name one.";
  throw invalid(message, [{ path: "audienceId", message }]);
}

/** Holds the audience, so that no tag of it is merged or deleted while a webhook is saved with it. Throws `not_found`. */
export async function lockAudience(ctx: WorkspaceCtx, audienceId: string): Promise<void> {
  const [row] = await ctx.db
    .select({ id: audiences.id })
    .from(audiences)
    .where(and(eq(audiences.id, audienceId), eq(audiences.workspaceId, ctx.workspace.id)))
    .for("update");
  if (row === undefined) throw notFound("audience");
}

/** Throws `invalid_input` for tags on a type that has no use for them. */
export function refuseUselessTags(type: WorkspaceWebhookTypeName, names: string[]): void {
  if (names.length === 0 || workspaceWebhookTypes[type].takesTags) return;
  const message = `Webhooks of the type ${type} apply no tags: only SUBSCRIBED and UNCONFIRMED do.`;
  throw invalid(message, [{ path: "tags", message }]);
}

/** The ids of tags by their names, as bare UUIDs; new names become tags of the audience. */
export async function tagIdsOf(ctx: WorkspaceCtx, audienceId: string, names: string[]): Promise<string[]> {
  const byMatch = new Map(names.map((name) => [matchName(name), name]));
  if (byMatch.size === 0) return [];
  await ctx.db
    .insert(tags)
    .values([...byMatch].map(([match, name]) => ({ id: newId("tag"), audienceId, name, matchName: match })))
    .onConflictDoNothing();
  const rows = await ctx.db
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.audienceId, audienceId), inArray(tags.matchName, [...byMatch.keys()]), isNull(tags.removedAt)));
  return rows.map((row) => toUuid("tag", row.id));
}

/** The mapping with the fields' own keys. Throws `invalid_input` at the lines that name no field of the audience. */
export async function checkMapping(
  ctx: WorkspaceCtx,
  audienceId: string,
  mapping: MappingLine[] | null,
): Promise<MappingLine[] | null> {
  if (mapping === null) return null;
  const fields = await ctx.db
    .select({ key: dataFields.key, matchKey: dataFields.matchKey })
    .from(dataFields)
    .where(and(eq(dataFields.audienceId, audienceId), isNull(dataFields.removedAt)));
  const known = new Map(fields.map((field) => [field.matchKey, field.key]));
  for (const target of mappingTargets) known.set(target, target);
  const issues = mapping.flatMap(({ field }, index) =>
    known.has(matchKey(field))
      ? []
      : { path: `mapping.${index}.field`, message: `The audience has no data field "${field}".` },
  );
  const [first] = issues;
  if (first !== undefined) throw invalid(first.message, issues);
  return mapping.map(({ path, field }) => ({ path, field: known.get(matchKey(field)) ?? field }));
}

/**
 * What is stored for a signature check. An empty secret keeps the stored one. Throws `invalid_input` when there is none to keep.
 */
export function signatureColumns(ctx: WorkspaceCtx, input: SignatureInput | null, stored: Uint8Array | null) {
  if (input === null) return { signature: null, signatureSecret: null };
  const { secret, ...signature } = input;
  const signatureSecret = secret === "" ? stored : seal(ctx.key, secret);
  if (signatureSecret === null) {
    const message = "Enter the secret that the sender signs with.";
    throw invalid(message, [{ path: "signature.secret", message }]);
  }
  return { signature, signatureSecret: Buffer.from(signatureSecret) };
}
