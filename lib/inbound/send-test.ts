import { fromUuid } from "@/db/ids";
import { audienceOf } from "../contacts/audience-of";
import type { ContactState } from "../contacts/change";
import { snapshot } from "../contacts/snapshot";
import type { WorkspaceCtx } from "../context";
import { AppError } from "../errors";
import type { Answer } from "../http/contract";
import { commitBatch, newBatchMemory } from "./commit-batch";
import type { testWebhookContract } from "./contract";
import type { DoorRequest } from "./door";
import { receive } from "./receive";

interface TestRequest {
  /** Bare UUID. */
  hookId: string;
  mode: string;
  method: "GET" | "POST";
  contentType: string;
  /** The body, or for GET the query string. */
  body: string;
  dryRun: boolean;
}

/**
 * Sends a request through a webhook by its id, exactly as the door would take it. A dry run does all the work, statements included,
 * and undoes it.
 */
export async function sendTest(ctx: WorkspaceCtx, test: TestRequest): Promise<Answer<typeof testWebhookContract>> {
  const startedMs = performance.now();
  const about = { origin: "test" as const, at: ctx.now(), startedMs };
  const arrival = await receive(asRequest(ctx, test), { hookId: test.hookId }, test.mode, about);
  const [settled] = await commitBatch(ctx, newBatchMemory(), [arrival], { dryRun: test.dryRun });
  if (settled === undefined) throw new AppError("internal", "The test had no answer. Try again.");
  const refused = settled.status >= 400;
  return {
    status: settled.status,
    answer: { ...settled.answer },
    durationMs: Math.round((performance.now() - startedMs) * 10) / 10,
    dryRun: test.dryRun,
    before: await view(ctx, settled.before),
    after: await view(ctx, refused ? settled.before : settled.after),
  };
}

function asRequest(ctx: WorkspaceCtx, { method, contentType, body }: TestRequest): DoorRequest {
  const headers: Record<string, string> = {
    ...(method === "GET" ? {} : { "content-type": contentType }),
    "user-agent": "Tidegate Send test",
  };
  return {
    method,
    path: "",
    query: method === "GET" ? body.replace(/^\?/, "") : "",
    ip: ctx.origin?.ip ?? null,
    header: (name) => headers[name],
    headers: () => Object.entries(headers),
    body: async () => Buffer.from(body, "utf8"),
  };
}

/** A deletion may have found the contact in another audience than the webhook's. */
async function view(ctx: WorkspaceCtx, contact: ContactState | null) {
  if (contact === null) return null;
  const audience = await audienceOf(ctx, fromUuid("aud", contact.audienceId));
  const { email, status, fields, tags, groups } = snapshot(contact, audience);
  return { email, status, fields, tags, groups };
}
