"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsBoolean, useQueryState, useQueryStates } from "nuqs";
import { useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { audienceQuery } from "@/components/audiences/queries";
import type { AudienceScreen } from "@/components/audiences/scope";
import { ExportButton, ImportButton } from "@/components/imports/list-actions";
import { Button } from "@/components/ui/button";
import { DataTable, type RowSelectionState } from "@/components/ui/data-table";
import { LoadMore } from "@/components/ui/pagination";
import { AddContactSheet } from "./add-contact-sheet";
import { contactColumns } from "./columns";
import { ContactFilterBar } from "./contact-filter-bar";
import { contactFilterParsers, isFiltered } from "./filters";
import { NoContacts, NoMatch } from "./no-contacts";
import { contactsQuery } from "./queries";
import { SelectionActions } from "./selection/selection-actions";
import { StatusViews } from "./status-views";

/** The contacts of an audience: narrowed by filters; add one, open one, change or delete several. */
export function ContactTable({ canWrite, ...scope }: AudienceScreen) {
  const router = useRouter();
  const [filters, setFilters] = useQueryStates(contactFilterParsers);
  const [adding, setAdding] = useQueryState("add", parseAsBoolean.withDefault(false));
  const audience = useQuery(audienceQuery(scope));
  const query = useInfiniteQuery({ ...contactsQuery(scope, filters), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.items);
  const [selection, setSelection] = useState<RowSelectionState>({});
  // What the list no longer shows must not be changed unseen.
  const chosen = rows?.filter(({ id }) => selection[id]) ?? [];
  const clear = () => void setFilters(null);
  const addButton = canWrite ? (
    <>
      <ImportButton {...scope} />
      <Button variant="primary" onClick={() => void setAdding(true)}>
        <Plus />
        Add contact
      </Button>
    </>
  ) : null;
  const isNew = !isFiltered(filters) && rows?.length === 0;
  const narrowed = isFiltered({ ...filters, status: null });
  const total = audience.data?.contacts;

  return (
    <>
      {isNew ? null : (
        <div className="flex flex-col gap-3">
          <StatusViews {...scope} value={filters.status} onValueChange={(status) => void setFilters({ status })} />
          <ContactFilterBar
            {...scope}
            filters={filters}
            onFiltersChange={(change) => void setFilters(change)}
            onClear={
              narrowed ? () => void setFilters({ search: null, tag: null, group: null, segment: null }) : undefined
            }
            actions={
              <>
                <ExportButton {...scope} filters={filters} />
                {addButton}
              </>
            }
          />
        </div>
      )}
      <DataTable
        label="Contacts"
        columns={contactColumns}
        rows={rows}
        rowId={(contact) => contact.id}
        onRowClick={(contact) =>
          router.push(`/${scope.workspace}/audiences/${scope.audienceId}/contacts/${contact.id}`)
        }
        selection={Object.fromEntries(chosen.map(({ id }) => [id, true]))}
        onSelectionChange={setSelection}
        rowLabel={(contact) => contact.email}
        selectionActions={
          <SelectionActions {...scope} contacts={chosen} canWrite={canWrite} onDone={() => setSelection({})} />
        }
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        className={query.isPlaceholderData ? "opacity-60" : undefined}
        empty={
          isNew ? (
            <NoContacts {...scope} canWrite={canWrite} addButton={addButton} />
          ) : (
            <NoMatch searched={filters.search.trim() !== ""} onClear={clear} />
          )
        }
        footer={
          <LoadMore
            shown={rows?.length ?? 0}
            total={narrowed || !total ? undefined : sumOf(total, filters.status)}
            hasMore={query.hasNextPage}
            onLoadMore={() => query.fetchNextPage()}
            pending={query.isFetchingNextPage}
          />
        }
      />
      {canWrite && adding ? <AddContactSheet {...scope} onClose={() => void setAdding(null)} /> : null}
    </>
  );
}

const sumOf = <S extends string>(counts: Record<S, number>, status: S | null): number =>
  status === null ? Object.values<number>(counts).reduce((sum, count) => sum + count, 0) : counts[status];

/** The list's shape while it is loading. */
export const ContactTableSkeleton = () => (
  <DataTable
    label="Contacts"
    columns={contactColumns}
    rows={undefined}
    rowId={(contact) => contact.id}
    onSelectionChange={() => {}}
  />
);
