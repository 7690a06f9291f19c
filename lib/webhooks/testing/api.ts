import { answerInWorkspace, type WorkspaceVerb } from "../../api/route";
import { createAuth } from "../../auth/create-auth";
import type { Ctx, WorkspaceCtx } from "../../context";
import type { Contract } from "../../http/contract";
import { createApiKey } from "../../workspaces/api-keys/create";
import { campaignWebhookContracts, workspaceWebhookContracts } from "../contract";
import { createWebhook } from "../create";
import { deleteWebhook } from "../delete";
import { getWebhook } from "../get";
import { listWebhooks } from "../list";
import { previewWebhook } from "../preview";
import { testWebhook } from "../test";
import { updateWebhook } from "../update";

export interface Answered {
  status: number;
  /** As it came, for what must never be in it. */
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what any of the operations answered.
  json: any;
}
type Params = Record<string, string>;
type Operation = (params?: Params, body?: object, query?: string) => Promise<Answered>;

/** The operations of webhooks as a caller with an API key of its own meets them: JSON in, JSON out. */
export async function webhookApi(ctx: Ctx, at: WorkspaceCtx, role: "owner" | "viewer" = "owner") {
  const { key } = await createApiKey(at, { name: "test", role: role === "owner" ? "marketer" : role });
  const deps = { env: ctx.env, log: ctx.log, auth: createAuth(ctx, "a secret for tests only, never a real one"), ctx };
  const operation =
    <C extends Contract>(contract: C, verb: WorkspaceVerb<C>): Operation =>
    async (params = {}, body, query = "") => {
      const request = new Request(`http://localhost:3000/api/v1/x${query}`, {
        method: contract.method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const response = await answerInWorkspace(deps, contract, verb, request, {
        workspace: at.workspace.slug,
        ...params,
      });
      const text = await response.text();
      return { status: response.status, text, json: text === "" ? undefined : JSON.parse(text) };
    };
  return {
    campaign: {
      list: operation(campaignWebhookContracts.list, listWebhooks),
      create: operation(campaignWebhookContracts.create, createWebhook),
      get: operation(campaignWebhookContracts.get, getWebhook),
      update: operation(campaignWebhookContracts.update, updateWebhook),
      remove: operation(campaignWebhookContracts.remove, deleteWebhook),
      test: operation(campaignWebhookContracts.test, testWebhook),
      preview: operation(campaignWebhookContracts.preview, previewWebhook),
    },
    workspace: {
      list: operation(workspaceWebhookContracts.list, listWebhooks),
      create: operation(workspaceWebhookContracts.create, createWebhook),
      get: operation(workspaceWebhookContracts.get, getWebhook),
      update: operation(workspaceWebhookContracts.update, updateWebhook),
      remove: operation(workspaceWebhookContracts.remove, deleteWebhook),
      test: operation(workspaceWebhookContracts.test, testWebhook),
      preview: operation(workspaceWebhookContracts.preview, previewWebhook),
    },
  };
}
