import type { WorkspaceCtx } from "../context";
import type { Door } from "../inbound/door";
import {
  type WorkspaceWebhook,
  type WorkspaceWebhookDraft,
  workspaceWebhookBody,
} from "../inbound/workspace-webhooks/contract";
import { createWorkspaceWebhook } from "../inbound/workspace-webhooks/create";

/** A workspace webhook as the API makes it, with its path `/v1/inbound-webhooks/{hash}`. */
export async function testHook(
  ctx: WorkspaceCtx,
  draft: Partial<WorkspaceWebhookDraft> & Pick<WorkspaceWebhookDraft, "type">,
): Promise<WorkspaceWebhook & { path: string }> {
  const webhook = await createWorkspaceWebhook(ctx, workspaceWebhookBody.parse({ name: `A ${draft.type}`, ...draft }));
  return { ...webhook, path: new URL(webhook.url).pathname };
}

interface Sent {
  method?: string;
  query?: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a text as it is. */
  body?: object | string;
}

/** Sends a request straight to a door, without a server between. */
export async function sendTo(door: Door, path: string, { method = "POST", query = "", headers = {}, body = "" }: Sent) {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  // With its length, as clients say it: the door asks about a webhook in its batch alone unless the body may be large.
  const ofBody = { "content-type": "application/json", "content-length": String(bytes.length) };
  const all: Record<string, string> = { ...(method === "GET" ? {} : ofBody), ...headers };
  const reply = await door.answer({
    method,
    path,
    query,
    ip: "192.0.2.7",
    header: (name) => all[name],
    headers: () => Object.entries(all),
    body: async () => bytes,
  });
  return { ...reply, json: reply.body === "" ? undefined : JSON.parse(reply.body) };
}
