import { useInfiniteQuery } from "@tanstack/react-query";
import { webhooksQuery } from "@/components/webhooks/queries";
import type { Delivery } from "@/lib/deliveries/contract";

export type WebhookRef = Omit<NonNullable<Delivery["webhook"]>, "isOff">;

/**
 * The webhooks to filter by, by id: the workspace's own, those of the chosen campaign, and those that are seen in the log.
 * @param known one that the page knows already
 */
export function useWebhookOptions(
  workspace: string,
  campaignId: string | null,
  rows: readonly Delivery[] | undefined,
  known: WebhookRef | null,
): ReadonlyMap<string, WebhookRef> {
  const own = useInfiniteQuery(webhooksQuery({ workspace, campaignId: null }));
  const ofCampaign = useInfiniteQuery({ ...webhooksQuery({ workspace, campaignId }), enabled: campaignId !== null });
  const all = [
    ...(known === null ? [] : [known]),
    ...(own.data?.pages.flatMap((page) => page.items) ?? []),
    ...((campaignId === null ? undefined : ofCampaign.data)?.pages.flatMap((page) => page.items) ?? []),
    ...(rows?.flatMap(({ webhook }) => webhook ?? []) ?? []),
  ];
  return new Map(all.map(({ id, name, url, campaignId }) => [id, { id, name, url, campaignId }]));
}
