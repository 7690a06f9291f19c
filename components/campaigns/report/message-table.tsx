"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { SearchX, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryState } from "nuqs";
import { failureOf } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { LoadMore } from "@/components/ui/pagination";
import type { Campaign } from "@/lib/campaigns/contract";
import { messagesQuery } from "../queries";
import type { CampaignScope } from "../scope";
import { contactPath, MessagePlace, messageColumns } from "./message-columns";
import { messageFilterLabel, messageFilterParser, messageFilters } from "./message-filter";

/** What became of the mail to each contact; `?show=` narrows it. */
export function MessageTable({ scope, campaign }: { scope: CampaignScope; campaign: Campaign }) {
  const router = useRouter();
  const [show, setShow] = useQueryState("show", messageFilterParser);
  const query = useInfiniteQuery({ ...messagesQuery(scope, show), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const place = { workspace: scope.workspace, audienceId: campaign.audienceId };
  const clear = () => void setShow(null);
  return (
    <section id="recipients" aria-labelledby="recipients-title" className="flex min-w-0 scroll-mt-16 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="recipients-title" className="text-heading">
          Recipients
        </h2>
        <FilterBar onClear={show === null ? undefined : clear}>
          <FilterChip
            label="What became of it"
            multiple={false}
            options={options}
            value={show === null ? [] : [show]}
            onValueChange={([picked]) => void setShow(messageFilters.find((each) => each === picked) ?? null)}
          />
        </FilterBar>
      </div>
      <MessagePlace value={place}>
        <DataTable
          label="Recipients"
          columns={messageColumns}
          rows={rows}
          rowId={(message) => message.id}
          onRowClick={({ contact }) => {
            if (contact.email !== null) router.push(contactPath(place, contact.id));
          }}
          error={rows ? null : failureOf(query.error)}
          onRetry={() => query.refetch()}
          retrying={query.isRefetching}
          className={query.isPlaceholderData ? "opacity-60" : undefined}
          empty={
            show === null && campaign.finishedAt !== null && campaign.progress.gathered > 0 ? (
              <EmptyState
                icon={<Users />}
                title="No longer kept"
                description="What became of each mail is kept as long as the workspace keeps events. The numbers above stay."
              />
            ) : show === null ? (
              <EmptyState
                icon={<Users />}
                title="Nobody yet"
                description="Recipients appear here as they are gathered."
              />
            ) : (
              <EmptyState
                icon={<SearchX />}
                title={`Nobody: ${messageFilterLabel(show).toLowerCase()}`}
                action={
                  <Button variant="outline" onClick={clear}>
                    Show all recipients
                  </Button>
                }
              />
            )
          }
          footer={
            <LoadMore
              shown={rows?.length ?? 0}
              total={show === null ? (campaign.progress.total ?? undefined) : undefined}
              hasMore={query.hasNextPage}
              onLoadMore={() => query.fetchNextPage()}
              pending={query.isFetchingNextPage}
            />
          }
        />
      </MessagePlace>
    </section>
  );
}

const options = messageFilters.map((filter) => ({ value: filter, label: messageFilterLabel(filter) }));
