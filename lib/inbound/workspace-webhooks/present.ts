import type { z } from "zod";
import type { WorkspaceCtx } from "../../context";
import { unseal } from "../../crypto";
import { inboundKinds } from "../kinds";
import { maskedSignatureSecret, type signatureAnswerSchema, signatureSettingsSchema } from "../signatures/settings";
import { readTraffic } from "../traffic";
import { hookMethods, type WorkspaceWebhook } from "./contract";
import type { WebhookRow } from "./load";
import { parseMapping } from "./mapping";
import { workspaceWebhookTypeNames } from "./types";

/** Webhooks as the interface shows them: with their URLs, and with their last 24 hours. */
export async function presentWebhooks(ctx: WorkspaceCtx, rows: WebhookRow[]): Promise<WorkspaceWebhook[]> {
  const traffic = await readTraffic(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    const own = traffic.get(row.id);
    const type = workspaceWebhookTypeNames.find((name) => name === row.kind);
    if (own === undefined || type === undefined) return [];
    return {
      id: row.id,
      url: urlOf(ctx, row),
      name: row.name,
      type,
      audienceId: row.audienceId,
      audienceName: row.audienceName,
      tags: row.tags,
      active: row.active,
      methods: hookMethods.filter((method) => row.methods.includes(method)),
      ratePerMinute: row.ratePerMinute,
      signature: presentSignature(row.signature),
      resubscribe: row.resubscribe,
      scope: row.scope,
      mapping: parseMapping(row.mapping),
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      traffic: own,
    };
  });
}

/** One webhook as the interface shows it. */
export async function presentWebhook(ctx: WorkspaceCtx, row: WebhookRow): Promise<WorkspaceWebhook> {
  const [webhook] = await presentWebhooks(ctx, [row]);
  if (webhook === undefined) throw new Error(`a workspace webhook of the unknown type ${row.kind}`);
  return webhook;
}

function urlOf(ctx: WorkspaceCtx, { id, secretCipher }: WebhookRow): string {
  if (secretCipher === null) throw new Error(`the secret of ${id} was never kept`);
  return `${ctx.env.publicUrl}${inboundKinds.SUBSCRIBED.prefix}${unseal(ctx.key, secretCipher)}`;
}

function presentSignature(stored: unknown): z.output<typeof signatureAnswerSchema> | null {
  return stored === null ? null : { ...signatureSettingsSchema.parse(stored), secret: maskedSignatureSecret };
}
