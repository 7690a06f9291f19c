"use client";

import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { numberText } from "@/components/audiences/count-text";
import { failureOf } from "@/components/audiences/failure";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { listLinksContract } from "@/lib/campaigns/contract";
import type { Answer } from "@/lib/http/contract";
import { linksQuery } from "../queries";
import { rateText } from "../rate-text";
import type { CampaignScope } from "../scope";

type CampaignLink = Answer<typeof listLinksContract>["items"][number] & { share: string | null };

const column = columnsOf<CampaignLink>();
const columns = column.columns([
  column.accessor("url", {
    header: "Link",
    meta: { className: "w-full max-w-0", skeleton: "w-64" },
    cell: ({ getValue }) => (
      <a
        href={getValue()}
        target="_blank"
        rel="noopener noreferrer"
        title={getValue()}
        className="block truncate text-mono hover:underline"
      >
        {getValue()}
      </a>
    ),
  }),
  column.accessor("contacts", {
    header: "Contacts",
    meta: { align: "right", className: "w-24", skeleton: "w-10" },
    cell: ({ getValue }) => numberText(getValue()),
  }),
  column.accessor("share", {
    header: "Of who clicked",
    meta: { align: "right", hideBelow: "sm", className: "w-32", skeleton: "w-10" },
    cell: ({ getValue }) => getValue() ?? <span className="text-muted-foreground">–</span>,
  }),
  column.accessor("clicks", {
    header: "Clicks",
    meta: { align: "right", className: "w-20", skeleton: "w-10" },
    cell: ({ getValue }) => numberText(getValue()),
  }),
]);

/** Where the mail's links lead and who followed them, most clicked first. */
export function LinkTable({ scope, clickers }: { scope: CampaignScope; clickers: number }) {
  const query = useQuery(linksQuery(scope));
  const rows = query.data?.items.map((link) => ({ ...link, share: rateText(link.contacts, clickers) }));
  return (
    <section aria-labelledby="links-title" className="flex min-w-0 flex-col gap-3">
      <h2 id="links-title" className="text-heading">
        Links
      </h2>
      <DataTable
        label="Links"
        columns={columns}
        rows={rows}
        rowId={(link) => link.id}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        skeletonRows={3}
        empty={
          <EmptyState
            icon={<Link2 />}
            title="No link"
            description="Links to the web that the mail has are listed here."
          />
        }
      />
    </section>
  );
}
