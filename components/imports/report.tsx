"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import { StatCard, StatGrid } from "@/components/ui/stat-card";
import { pathOf } from "@/lib/http/client";
import { exportImportIssuesContract, type Import, type ImportIssues, type ImportRun } from "@/lib/imports/contract";
import { importIssuesQuery } from "./queries";

const number = (value: number) => value.toLocaleString("en");

type Row = ImportIssues["items"][number] & { at: number };
const column = columnsOf<Row>();
const columns = column.columns([
  column.accessor("line", {
    header: "Line",
    meta: { className: "w-20", skeleton: "w-8" },
    cell: ({ getValue }) => <span className="tabular-nums">{number(getValue() ?? 0)}</span>,
  }),
  column.accessor("subject", {
    header: "Address",
    meta: { className: "max-w-56 truncate", hideBelow: "sm", skeleton: "w-40" },
    cell: ({ getValue }) => getValue() || <span className="text-muted-foreground">–</span>,
  }),
  column.accessor("message", { header: "Why", meta: { className: "whitespace-normal", skeleton: "w-64" } }),
]);

/** What has become, or would become, of the rows; and the first that could not be taken. */
export function Report({
  item,
  run,
  of,
  ...scope
}: AudienceScope & { item: Pick<Import, "id" | "malformed">; run: ImportRun; of: "check" | "run" }) {
  const { report } = run;
  const refused = report.refused + item.malformed;
  const would = of === "check";
  const alone = report.unchanged + report.skipped;
  return (
    <div className="flex flex-col gap-4">
      <StatGrid>
        <StatCard label={would ? "Would be created" : "Created"} value={number(report.created)} />
        <StatCard label={would ? "Would be updated" : "Updated"} value={number(report.updated)} />
        <StatCard
          label={would ? "Would stay as they are" : "Left as they are"}
          value={number(alone)}
          note={report.skipped > 0 ? `${number(report.skipped)} skipped` : undefined}
        />
        <StatCard
          label={would ? "Would be refused" : "Refused"}
          value={number(refused)}
          note={item.malformed > 0 ? `${number(item.malformed)} can't be read` : undefined}
          noteTone="danger"
        />
      </StatGrid>
      {report.statusKept > 0 ? (
        <p className="text-muted-foreground text-table">
          {number(report.statusKept)} {report.statusKept === 1 ? "row asks" : "rows ask"} for a status that consent does
          not allow. Their data is taken, their status stays.
        </p>
      ) : null}
      {refused > 0 ? <Issues {...scope} importId={item.id} of={of} stamp={`${run.id} ${run.issueCount}`} /> : null}
    </div>
  );
}

function Issues({
  importId,
  of,
  stamp,
  ...scope
}: AudienceScope & { importId: string; of: "check" | "run"; stamp: string }) {
  const query = useQuery(importIssuesQuery(scope, importId, of, stamp));
  const rows = query.data?.items.map((issue, at) => ({ ...issue, at }));
  const file = pathOf(exportImportIssuesContract, scope.workspace, { audienceId: scope.audienceId, importId, of });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted-foreground text-table">
          {query.data === undefined
            ? "Rows that can't be taken"
            : query.data.total > query.data.items.length
              ? `The first ${number(query.data.items.length)} of ${number(query.data.total)} rows that can't be taken`
              : "Rows that can't be taken; the others are not held up by them"}
        </p>
        <Button variant="outline" size="sm" asChild>
          <a href={file} download>
            <Download />
            Download as CSV
          </a>
        </Button>
      </div>
      <DataTable
        label="Rows that can't be taken"
        columns={columns}
        rows={rows}
        rowId={(row) => String(row.at)}
        error={rows ? null : failureOf(query.error)}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
      />
    </div>
  );
}
