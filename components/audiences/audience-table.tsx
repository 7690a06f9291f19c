"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { MailCheck, Plus, Users } from "lucide-react";
import Link from "next/link";
import { useParams, useRouter } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import type { Audience } from "@/lib/audiences/contract";
import { numberText } from "./count-text";
import { CreateAudienceDialog } from "./create-audience-dialog";
import { failureOf } from "./failure";
import { audiencesQuery } from "./queries";

const column = columnsOf<Audience>();
const columns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { skeleton: "w-40" },
    cell: ({ row }) => <NameCell audience={row.original} />,
  }),
  column.accessor((audience) => audience.contacts.subscribed, {
    id: "active",
    header: "Active",
    meta: { align: "right", skeleton: "w-12" },
    cell: ({ getValue }) => <span className="tabular-nums">{numberText(getValue())}</span>,
  }),
  column.accessor((audience) => audience.contacts.unconfirmed, {
    id: "pending",
    header: "Pending",
    meta: { align: "right", hideBelow: "sm", skeleton: "w-10" },
    cell: ({ getValue }) => <span className="tabular-nums">{numberText(getValue())}</span>,
  }),
  column.accessor((audience) => audience.contacts.unsubscribed, {
    id: "unsubscribed",
    header: "Unsubscribed",
    meta: { align: "right", hideBelow: "md", skeleton: "w-10" },
    cell: ({ getValue }) => <span className="tabular-nums">{numberText(getValue())}</span>,
  }),
  column.accessor((audience) => audience.contacts.bounced + audience.contacts.complained, {
    id: "unreachable",
    header: "Bounced or complained",
    meta: { align: "right", hideBelow: "lg", skeleton: "w-10" },
    cell: ({ getValue }) => <span className="tabular-nums">{numberText(getValue())}</span>,
  }),
  column.accessor("createdAt", {
    header: "Created",
    meta: { align: "right", hideBelow: "md", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
]);

function NameCell({ audience }: { audience: Audience }) {
  const { workspace } = useParams<{ workspace: string }>();
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link href={`/${workspace}/audiences/${audience.id}`} className="truncate font-medium hover:underline">
        {audience.name}
      </Link>
      {audience.doubleOptIn ? (
        <Badge>
          <MailCheck aria-hidden />
          Double opt-in
        </Badge>
      ) : null}
    </span>
  );
}

/** The audiences of a workspace with their contacts by status. */
export function AudienceTable({ workspace, canWrite }: { workspace: string; canWrite: boolean }) {
  const router = useRouter();
  const query = useInfiniteQuery(audiencesQuery(workspace));
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <DataTable
      label="Audiences"
      columns={columns}
      rows={rows}
      rowId={(audience) => audience.id}
      onRowClick={(audience) => router.push(`/${workspace}/audiences/${audience.id}`)}
      error={rows ? null : failureOf(query.error)}
      onRetry={() => query.refetch()}
      retrying={query.isRefetching}
      empty={<NoAudiences workspace={workspace} canWrite={canWrite} />}
      footer={
        <LoadMore
          shown={rows?.length ?? 0}
          hasMore={query.hasNextPage}
          onLoadMore={() => query.fetchNextPage()}
          pending={query.isFetchingNextPage}
        />
      }
    />
  );
}

function NoAudiences({ workspace, canWrite }: { workspace: string; canWrite: boolean }) {
  return (
    <EmptyState
      icon={<Users />}
      title="No audience yet"
      description={
        canWrite
          ? "An audience holds contacts and has its own webhook URL, which forms, shops and CRMs post contacts to. Create one to get that URL."
          : "An audience holds contacts and has its own webhook URL. Ask a marketer or an admin of this workspace to create one."
      }
      action={
        canWrite ? (
          <CreateAudienceDialog
            workspace={workspace}
            trigger={
              <Button variant="primary">
                <Plus />
                Create audience
              </Button>
            }
          />
        ) : null
      }
    />
  );
}

/** The table's shape while it is loading. */
export const AudienceTableSkeleton = () => (
  <DataTable label="Audiences" columns={columns} rows={undefined} rowId={(audience) => audience.id} />
);
