"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { failureOf } from "@/components/audiences/failure";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadMore } from "@/components/ui/pagination";
import type { JobIssue } from "@/lib/jobs/contract";
import { jobIssuesQuery } from "./queries";

type Row = JobIssue & { at: number };
const column = columnsOf<Row>();

/** What a job could not do, in its order. */
export function JobIssues({
  workspace,
  jobId,
  subjectLabel,
  renderSubject = (subject) => subject,
}: {
  workspace: string;
  jobId: string;
  /** What `subject` names: "Email", "Request". */
  subjectLabel: string;
  renderSubject?: (subject: string) => ReactNode;
}) {
  const query = useInfiniteQuery(jobIssuesQuery(workspace, jobId));
  const rows = query.data?.pages.flatMap((page) => page.items).map((issue, at) => ({ ...issue, at }));
  const unlisted = query.data?.pages[0]?.unlisted ?? 0;
  const withLines = rows?.some((row) => row.line !== null) ?? false;
  const columns = column.columns([
    ...(withLines
      ? [
          column.accessor("line", {
            header: "Line",
            meta: { className: "w-20", skeleton: "w-8" },
            cell: ({ getValue }) => <span className="text-mono">{getValue()}</span>,
          }),
        ]
      : []),
    column.accessor("subject", {
      header: subjectLabel,
      meta: { className: "max-w-56 truncate", skeleton: "w-40" },
      cell: ({ getValue }) => {
        const subject = getValue();
        return subject === null ? <span className="text-muted-foreground">–</span> : renderSubject(subject);
      },
    }),
    column.accessor("message", {
      header: "What was wrong",
      meta: { className: "whitespace-normal", skeleton: "w-64" },
    }),
  ]);
  return (
    <>
      <DataTable
        label="What was wrong"
        columns={columns}
        rows={rows}
        rowId={(row) => String(row.at)}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
        empty={<EmptyState title="Nothing was wrong" description="Every one went well." />}
        footer={
          <LoadMore
            shown={rows?.length ?? 0}
            hasMore={query.hasNextPage}
            onLoadMore={() => query.fetchNextPage()}
            pending={query.isFetchingNextPage}
          />
        }
      />
      {unlisted > 0 ? (
        <p className="text-meta text-muted-foreground">
          {unlisted.toLocaleString("en")} more were counted but are not listed: the first 10,000 are kept.
        </p>
      ) : null}
    </>
  );
}
