import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import { mappingRows } from "@/components/mapping/draft";
import { useSettled } from "@/components/ui/use-settled";
import type { WebhookPreview } from "@/lib/webhooks/contract";
import { webhookApi } from "../api";
import type { WebhookScope } from "../scope";
import { finishedRows } from "./finished-rows";
import type { WebhookControl } from "./form-api";
import { basicOf } from "./form-schema";

const pauseMs = 350;

type PreviewInput = Parameters<ReturnType<typeof webhookApi>["preview"]>[0];

const previewQuery = (scope: WebhookScope, input: PreviewInput) =>
  queryOptions({
    queryKey: [scope.workspace, "webhook-preview", scope.campaignId, JSON.stringify(input)],
    queryFn: ({ signal }) => webhookApi(scope).preview(input, signal),
    retry: false,
    staleTime: 5_000,
    gcTime: 30_000,
  });

/** What of the draft a request can be made from: an unfinished URL or row is left out until it is finished. */
function usePreviewInput(control: WebhookControl, webhookId: string | null, eventType: string | null) {
  const [url, name, contentType, method, auth, secret, hexSignature, custom, mappings] = useWatch({
    control,
    name: ["url", "name", "contentType", "method", "auth", "secret", "hexSignature", "custom", "mappings"],
  });
  const finished = useMemo(() => finishedRows(mappings), [mappings]);
  const isBasic = auth.type === "basic" && method === "POST" && auth.username !== "";
  const input: PreviewInput = {
    ...(isHttpUrl(url) ? { url } : {}),
    ...{ name, contentType, method, hexSignature },
    ...(isBasic ? { auth: basicOf(auth) } : {}),
    ...(secret ? { secret } : {}),
    ...(eventType === null ? {} : { eventType }),
    // Its stored secret signs as long as no other one is given.
    ...(webhookId === null || secret === null ? {} : { webhookId }),
    customPayload: custom && finished.length > 0 ? { mappings: mappingRows(finished) } : null,
  };
  return { input, rows: custom ? finished : [], unfinished: custom && finished.length === 0 };
}

const isHttpUrl = (url: string): boolean => /^https?:\/\/./.test(url.trim()) && URL.canParse(url.trim());

/** The request as the draft would send it, and what it says of single rows, by their ids. */
export function usePreview(
  scope: WebhookScope,
  control: WebhookControl,
  /** Null for a new one. */
  webhookId: string | null,
  /** Null before one is subscribed to. */
  eventType: string | null,
) {
  const { input, rows, unfinished } = usePreviewInput(control, webhookId, eventType);
  const ids = rows.map(({ id }) => id);
  // The ids go with the input, so that an answer is never read against rows that came later.
  const settled = useSettled({ input, ids }, pauseMs);
  const query = useQuery({ ...previewQuery(scope, settled.input), placeholderData: keepPreviousData });
  const isCurrent = JSON.stringify(settled.input) === JSON.stringify(input) && !query.isPlaceholderData;
  return {
    query,
    unfinished,
    pending: !isCurrent || query.isFetching,
    rowWarnings: isCurrent && query.data ? byRow(query.data.warnings, settled.ids) : noNotes,
  };
}
export type Preview = ReturnType<typeof usePreview>;

const noNotes: ReadonlyMap<string, string> = new Map();

function byRow(warnings: WebhookPreview["warnings"], ids: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { row, message } of warnings) {
    const id = row === null ? undefined : ids[row];
    if (id !== undefined && !found.has(id)) found.set(id, message);
  }
  return found;
}
