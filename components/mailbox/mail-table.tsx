"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Mails, SearchX } from "lucide-react";
import { useQueryStates } from "nuqs";
import { failureOf } from "@/components/audiences/failure";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterChip } from "@/components/ui/filter-bar";
import { LoadMore } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import { mailStates } from "@/db/enums";
import type { Mail } from "@/lib/mailbox/contract";
import { mailFilterParsers, openMailParsers } from "./filters";
import { kindLabel } from "./mail-kinds";
import { MailSheet } from "./mail-sheet";
import { MailStateBadge, mailStateLooks } from "./mail-states";
import { mailsQuery } from "./queries";

const column = columnsOf<Mail>();
const columns = column.columns([
  column.accessor("to", {
    header: "To",
    meta: { className: "max-w-0 w-[30%] max-sm:w-full", skeleton: "w-44" },
    cell: ({ row: { original: mail } }) => (
      <span className="block">
        <span className="block truncate font-medium">{mail.to || <Erased />}</span>
        <span className="block truncate text-meta text-muted-foreground sm:hidden">{mail.subject}</span>
      </span>
    ),
  }),
  column.accessor("subject", {
    header: "Subject",
    meta: { className: "max-w-0 w-[40%]", hideBelow: "sm", skeleton: "w-56" },
    cell: ({ getValue }) => <span className="block truncate">{getValue() || "–"}</span>,
  }),
  column.accessor("kind", {
    header: "Kind",
    meta: { hideBelow: "md", skeleton: "w-20" },
    cell: ({ getValue }) => <Badge>{kindLabel(getValue())}</Badge>,
  }),
  column.accessor("state", {
    header: "State",
    meta: { className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => <MailStateBadge state={getValue()} />,
  }),
  column.accessor("createdAt", {
    header: "Time",
    meta: { align: "right", hideBelow: "sm", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
]);

const Erased = () => <span className="font-normal text-muted-foreground">Erased with its contact</span>;

/** The mails of a workspace: by recipient and state; one opens in the inspector. */
export function MailTable({ workspace, canWrite }: { workspace: string; canWrite: boolean }) {
  const [filters, setFilters] = useQueryStates(mailFilterParsers);
  const [{ mail: mailId }, setOpen] = useQueryStates(openMailParsers);
  const query = useInfiniteQuery({ ...mailsQuery(workspace, filters), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const isFiltered = filters.to !== "" || filters.state !== null;
  const clear = () => void setFilters(null);
  return (
    <>
      <FilterBar
        search={{
          value: filters.to,
          onValueChange: (to) => void setFilters({ to }),
          placeholder: "Whole address of a recipient…",
        }}
        onClear={isFiltered ? clear : undefined}
      >
        <FilterChip
          label="State"
          multiple={false}
          options={stateOptions}
          value={filters.state === null ? [] : [filters.state]}
          onValueChange={([picked]) => void setFilters({ state: mailStates.find((state) => state === picked) ?? null })}
        />
      </FilterBar>
      <DataTable
        label="Mails"
        columns={columns}
        rows={rows}
        rowId={(mail) => mail.id}
        onRowClick={(mail) => void setOpen({ mail: mail.id })}
        activeRowId={mailId}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        className={query.isPlaceholderData ? "opacity-60" : undefined}
        empty={isFiltered ? <NoMatch onClear={clear} /> : <NoMail />}
        footer={
          <LoadMore
            shown={rows?.length ?? 0}
            hasMore={query.hasNextPage}
            onLoadMore={() => query.fetchNextPage()}
            pending={query.isFetchingNextPage}
          />
        }
      />
      <MailSheet
        workspace={workspace}
        canWrite={canWrite}
        mailId={mailId}
        known={rows?.find((mail) => mail.id === mailId)}
        onClose={() => void setOpen(null)}
      />
    </>
  );
}

const stateOptions = mailStates.map((state) => {
  const { label, icon: Icon } = mailStateLooks[state];
  return { value: state, label, icon: <Icon /> };
});

function NoMail() {
  return (
    <EmptyState
      icon={<Mails />}
      title="No mail yet"
      description="Confirmations of audiences with double opt-in and invitations of members appear here, each with what became of it."
    />
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title="No mail matches"
      description="Recipients are found by their whole address."
      action={
        <Button variant="outline" onClick={onClear}>
          Clear filters
        </Button>
      }
    />
  );
}

/** The table's shape while it is loading. */
export const MailTableSkeleton = () => (
  <DataTable label="Mails" columns={columns} rows={undefined} rowId={(mail) => mail.id} />
);
