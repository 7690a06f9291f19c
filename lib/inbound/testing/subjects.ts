import type { WorkspaceCtx } from "../../context";
import { testWebhookPath } from "../../testing/audience";
import { testHook } from "../../testing/workspace-webhook";

/** A kind of webhook whose door is put to the test. The answers to bad input are the same at all of them. */
export interface Subject {
  name: string;
  /** The path that a sender posts to, on a webhook of its own. */
  open(ctx: WorkspaceCtx, audienceId: string): Promise<string>;
  /** Methods that it refuses, and what it names instead. */
  wrongMethods: string[];
  allow: string;
  /** Paths beside a real one that lead nowhere. */
  strangers(path: string): string[];
  /** Whether the answer names the keys that meant nothing. */
  namesIgnored: boolean;
}

const unknown = "A".repeat(32);

export const subjects: Subject[] = [
  {
    name: "audience",
    open: async (ctx, audienceId) => `${await testWebhookPath(ctx, audienceId)}/2`,
    wrongMethods: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"],
    allow: "POST",
    strangers: (path) => [
      `/v1/audience-webhooks/${unknown}/2`,
      path.replace(/2$/, "3"),
      `${path}/more`,
      path.replace(/\/2$/, ""),
      path.replace("audience-webhooks", "inbound-webhooks"),
      "/v1/audience-webhooks/",
    ],
    namesIgnored: true,
  },
  {
    name: "SUBSCRIBED",
    open: async (ctx, audienceId) => (await testHook(ctx, { type: "SUBSCRIBED", audienceId })).path,
    wrongMethods: ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"],
    allow: "GET, POST",
    strangers: (path) => [
      `/v1/inbound-webhooks/${unknown}`,
      `${path}/2`,
      `${path}/2/more`,
      path.replace("inbound-webhooks", "audience-webhooks"),
      "/v1/inbound-webhooks/",
    ],
    namesIgnored: false,
  },
];
