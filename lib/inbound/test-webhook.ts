import { toUuid } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import { audienceOf } from "../contacts/audience-of";
import type { ContactState } from "../contacts/change";
import { snapshot } from "../contacts/snapshot";
import type { WorkspaceCtx } from "../context";
import { AppError } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { commitBatch, newBatchMemory } from "./commit-batch";
import type { testWebhookContract } from "./contract";
import type { DoorRequest } from "./door";
import { requireWebhook } from "./find-webhook";
import { receive } from "./receive";

/**
 * Sends a request through the webhook by its id, exactly as the door would take it. A dry run does all the work, statements included,
 * and undoes it.
 */
export async function testWebhook(
  ctx: WorkspaceCtx,
  input: Input<typeof testWebhookContract>,
): Promise<Answer<typeof testWebhookContract>> {
  authorize(ctx, "webhooks:write");
  const hook = await requireWebhook(ctx, input.audienceId);
  const audience = await audienceOf(ctx, input.audienceId);
  const startedMs = performance.now();
  const about = { origin: "test" as const, at: ctx.now(), startedMs };
  const arrival = await receive(asRequest(ctx, input), { hookId: toUuid("hok", hook.id) }, input.mode, about);
  const [settled] = await commitBatch(ctx, newBatchMemory(), [arrival], { dryRun: input.dryRun });
  if (settled === undefined) throw new AppError("internal", "The test had no answer. Try again.");
  const refused = settled.status >= 400;
  return {
    status: settled.status,
    answer: { ...settled.answer },
    durationMs: Math.round((performance.now() - startedMs) * 10) / 10,
    dryRun: input.dryRun,
    before: view(settled.before, audience),
    after: view(refused ? settled.before : settled.after, audience),
  };
}

function asRequest(ctx: WorkspaceCtx, input: Input<typeof testWebhookContract>): DoorRequest {
  const headers: Record<string, string> = {
    "content-type": input.contentType,
    "user-agent": "Tidegate Send test",
  };
  return {
    method: "POST",
    path: "",
    ip: ctx.origin?.ip ?? null,
    header: (name) => headers[name],
    headers: () => Object.entries(headers),
    body: async () => Buffer.from(input.body, "utf8"),
  };
}

function view(contact: ContactState | null, audience: AudienceConfig) {
  if (contact === null) return null;
  const { email, status, fields, tags, groups } = snapshot(contact, audience);
  return { email, status, fields, tags, groups };
}
