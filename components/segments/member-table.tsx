"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { CircleQuestionMark, SearchX, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryState } from "nuqs";
import { createContext, use } from "react";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { contactName } from "@/components/contacts/contact-name";
import { ContactStatusBadge } from "@/components/contacts/contact-status-badge";
import { Button } from "@/components/ui/button";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { LoadMore } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { Segment, SegmentMember } from "@/lib/segments/contract";
import { ContactLink } from "./contact-link";
import { membersQuery } from "./queries";

/** Opens the explanation of one member. */
const AskWhy = createContext<(contactId: string) => void>(() => undefined);

const column = columnsOf<SegmentMember>();
const columns = column.columns([
  column.accessor("email", {
    header: "Email",
    meta: { className: "w-[45%] max-w-0 max-sm:w-full", skeleton: "w-48" },
    cell: ({ row }) => <ContactLink contact={row.original} />,
  }),
  column.accessor(({ fields }) => contactName(fields), {
    id: "name",
    header: "Name",
    meta: { className: "max-w-44", hideBelow: "md", skeleton: "w-24" },
    cell: ({ getValue }) => {
      const name = getValue();
      return name === null ? (
        <span className="text-muted-foreground">–</span>
      ) : (
        <span className="block truncate">{name}</span>
      );
    },
  }),
  column.accessor("status", {
    header: "Status",
    meta: { className: "w-32 max-sm:w-24", skeleton: "w-16" },
    cell: ({ getValue }) => <ContactStatusBadge status={getValue()} />,
  }),
  column.accessor("enteredAt", {
    header: "Entered",
    meta: { align: "right", hideBelow: "sm", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
  column.display({
    id: "why",
    header: () => <span className="sr-only">Why</span>,
    meta: { align: "right", className: "w-12", label: "Why" },
    cell: ({ row }) => <WhyButton member={row.original} />,
  }),
]);

function WhyButton({ member }: { member: SegmentMember }) {
  const ask = use(AskWhy);
  return (
    <Tooltip content="Why is this contact in it?">
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Why is ${member.email} in it?`}
        onClick={() => ask(member.id)}
      >
        <CircleQuestionMark />
      </Button>
    </Tooltip>
  );
}

/** The contacts of a segment, searched by address, page by page. */
export function MemberTable({
  segment,
  onAskWhy,
  ...scope
}: AudienceScope & { segment: Segment; onAskWhy: (contactId: string) => void }) {
  const router = useRouter();
  const [search, setSearch] = useQueryState("search", { defaultValue: "" });
  // What the segment counts has changed: the list is asked for again.
  const query = useInfiniteQuery({
    ...membersQuery(scope, segment.id, search.trim().slice(0, 200), segment.memberCount),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <AskWhy value={onAskWhy}>
      <FilterBar
        search={{
          value: search,
          onValueChange: (value) => void setSearch(value || null),
          placeholder: "Start of an address…",
        }}
      />
      <DataTable
        label="Members"
        columns={columns}
        rows={rows}
        rowId={(member) => member.id}
        onRowClick={(member) => router.push(`/${scope.workspace}/audiences/${scope.audienceId}/contacts/${member.id}`)}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={
          search === "" ? (
            <EmptyState
              icon={<Users />}
              title={segment.building ? "Still looking" : "Nobody is in it"}
              description={
                segment.building
                  ? "Members appear here as they are found."
                  : "The rules hold for no contact right now. Whoever starts to match enters by itself."
              }
            />
          ) : (
            <EmptyState
              icon={<SearchX />}
              title="No member matches"
              description="The address of a member must start with what you typed."
            />
          )
        }
        footer={
          <LoadMore
            shown={rows?.length ?? 0}
            total={search === "" && segment.building === null ? segment.memberCount : undefined}
            hasMore={query.hasNextPage}
            onLoadMore={() => query.fetchNextPage()}
            pending={query.isFetchingNextPage}
          />
        }
      />
    </AskWhy>
  );
}

/** The table's shape while it is loading. */
export const MemberTableSkeleton = () => (
  <DataTable label="Members" columns={columns} rows={undefined} rowId={(member) => member.id} />
);
