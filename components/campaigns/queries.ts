import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Campaign } from "@/lib/campaigns/contract";
import {
  countRecipientsContract,
  getCampaignContract,
  getReportContract,
  listCampaignsContract,
  listLinksContract,
  listMessagesContract,
} from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import { type CampaignFilters, filterQuery } from "./filters";
import { type MessageFilter, messageQuery } from "./report/message-filter";
import type { CampaignScope } from "./scope";

/** How often a campaign that is being sent is asked for. */
const sendingPollMs = 1_000;
/** Opens and clicks come by themselves, so what is open is looked at again. */
const idlePollMs = 10_000;

const campaignsKey = (workspace: string) => [workspace, "campaigns"] as const;
/** Everything known of one campaign lies below it. */
const campaignKey = ({ workspace, campaignId }: CampaignScope) => [workspace, "campaign", campaignId] as const;

const pollMs = (campaigns: readonly Pick<Campaign, "status">[]): number =>
  campaigns.some(({ status }) => status === "sending") ? sendingPollMs : idlePollMs;

/** The campaigns of a workspace, newest first, page by page. */
export const campaignsQuery = (workspace: string, filters: CampaignFilters) =>
  infiniteQueryOptions({
    queryKey: [...campaignsKey(workspace), filterQuery(filters)],
    queryFn: ({ pageParam, signal }) =>
      call(listCampaignsContract, workspace, { ...filterQuery(filters), cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => pollMs(state.data?.pages.flatMap((page) => page.items) ?? []),
  });

export const campaignQuery = (scope: CampaignScope) =>
  queryOptions({
    queryKey: [...campaignKey(scope), "itself"],
    queryFn: ({ signal }) => call(getCampaignContract, scope.workspace, { campaignId: scope.campaignId }, signal),
    refetchInterval: ({ state }) => pollMs(state.data ? [state.data] : []),
  });

/** Who would get the campaign now; asked for again when it goes to others. */
export const recipientsQuery = (
  scope: CampaignScope,
  { audienceId, segmentId }: Pick<Campaign, "audienceId" | "segmentId">,
) =>
  queryOptions({
    queryKey: [...campaignKey(scope), "recipients", audienceId, segmentId],
    queryFn: ({ signal }) => call(countRecipientsContract, scope.workspace, { campaignId: scope.campaignId }, signal),
    refetchInterval: idlePollMs,
  });

/** `sending` asks more often. */
export const reportQuery = (scope: CampaignScope, sending: boolean) =>
  queryOptions({
    queryKey: [...campaignKey(scope), "report"],
    queryFn: ({ signal }) => call(getReportContract, scope.workspace, { campaignId: scope.campaignId }, signal),
    refetchInterval: sending ? sendingPollMs : idlePollMs,
  });

export const linksQuery = (scope: CampaignScope) =>
  queryOptions({
    queryKey: [...campaignKey(scope), "links"],
    queryFn: ({ signal }) => call(listLinksContract, scope.workspace, { campaignId: scope.campaignId }, signal),
    refetchInterval: idlePollMs,
  });

/** What became of the mail to each contact, page by page. */
export const messagesQuery = (scope: CampaignScope, filter: MessageFilter | null) =>
  infiniteQueryOptions({
    queryKey: [...campaignKey(scope), "messages", filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        listMessagesContract,
        scope.workspace,
        { campaignId: scope.campaignId, ...messageQuery(filter), cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: idlePollMs,
  });

/** What a verb answered is what the screens show from now on; lists are asked for again. */
export function keepCampaign(queries: QueryClient, workspace: string, campaign: Campaign): void {
  queries.setQueryData(campaignQuery({ workspace, campaignId: campaign.id }).queryKey, campaign);
  void queries.invalidateQueries({ queryKey: campaignsKey(workspace) });
}

export const refreshCampaigns = (queries: QueryClient, workspace: string) =>
  queries.invalidateQueries({ queryKey: campaignsKey(workspace) });
