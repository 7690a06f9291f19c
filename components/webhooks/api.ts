import { call } from "@/lib/http/client";
import type { CallInput } from "@/lib/http/contract";
import { campaignWebhookContracts, workspaceWebhookContracts } from "@/lib/webhooks/contract";
import type { WebhookScope } from "./scope";

type Own = typeof workspaceWebhookContracts;
type ListQuery = CallInput<Own["list"]>;
type Draft = CallInput<Own["create"]>;
type Patch = One & CallInput<Own["update"]>;
type Source = One & CallInput<Own["test"]>;
type PreviewInput = CallInput<Own["preview"]>;
type One = { webhookId: string };

/** The operations of a campaign's webhooks or of the workspace's own: the same ones at two addresses. */
export function webhookApi({ workspace, campaignId }: WebhookScope) {
  if (campaignId === null) {
    const { list, create, get, update, remove, test, preview } = workspaceWebhookContracts;
    return {
      list: (query: ListQuery, signal?: AbortSignal) => call(list, workspace, query, signal),
      create: (draft: Draft) => call(create, workspace, draft),
      get: (one: One, signal?: AbortSignal) => call(get, workspace, one, signal),
      update: (patch: Patch) => call(update, workspace, patch),
      remove: (one: One) => call(remove, workspace, one),
      test: (source: Source) => call(test, workspace, source),
      preview: (input: PreviewInput, signal?: AbortSignal) => call(preview, workspace, input, signal),
    };
  }
  const { list, create, get, update, remove, test, preview } = campaignWebhookContracts;
  return {
    list: (query: ListQuery, signal?: AbortSignal) => call(list, workspace, { ...query, campaignId }, signal),
    create: (draft: Draft) => call(create, workspace, { ...draft, campaignId }),
    get: (one: One, signal?: AbortSignal) => call(get, workspace, { ...one, campaignId }, signal),
    update: (patch: Patch) => call(update, workspace, { ...patch, campaignId }),
    remove: (one: One) => call(remove, workspace, { ...one, campaignId }),
    test: (source: Source) => call(test, workspace, { ...source, campaignId }),
    preview: (input: PreviewInput, signal?: AbortSignal) => call(preview, workspace, { ...input, campaignId }, signal),
  };
}
