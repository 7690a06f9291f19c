"use client";

import { durationText } from "@/components/log/duration-text";
import { columnsOf } from "@/components/ui/data-table";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import type { BackgroundFunctionStatus } from "@/lib/background/contract";
import { RunNow } from "./run-now";
import { dueText } from "./texts";

const column = columnsOf<BackgroundFunctionStatus>();

export const backgroundColumns = (workspace: string) =>
  column.columns([
    column.accessor("label", {
      header: "Function",
      meta: { skeleton: "w-40" },
      cell: ({ row: { original: status } }) => (
        <div className="min-w-0 whitespace-normal py-2">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium">{status.label}</span>
            <span className="text-mono text-muted-foreground max-sm:hidden">{status.name}</span>
            {status.failing ? <StatusBadge tone="danger">Failing</StatusBadge> : null}
          </p>
          <p className="text-meta text-muted-foreground max-sm:hidden">{status.description}</p>
          {status.failing && status.lastFailedAt !== null ? (
            <p className="mt-1 break-words text-danger text-meta">
              {status.lastError} · <Time value={status.lastFailedAt} />
            </p>
          ) : null}
        </div>
      ),
    }),
    column.accessor("due", {
      header: "Due",
      meta: { align: "right", className: "w-24" },
      cell: ({ row: { original: status } }) => (
        <div className="whitespace-normal py-2 tabular-nums">
          <p className={status.due === 0 ? "text-muted-foreground" : "font-medium"}>{dueText(status.due)}</p>
          {status.oldestDueAt === null ? null : (
            <p className="text-meta text-muted-foreground">
              <span className="sr-only">Oldest: </span>
              <Time value={status.oldestDueAt} />
            </p>
          )}
        </div>
      ),
    }),
    column.accessor("lastFinishedAt", {
      header: "Last run",
      meta: { className: "w-32", hideBelow: "md" },
      cell: ({ row: { original: status } }) => (
        <div className="py-2">
          <p>{status.lastFinishedAt === null ? "Not yet" : <Time value={status.lastFinishedAt} />}</p>
          {status.lastDurationMs === null ? null : (
            <p className="text-meta text-muted-foreground">took {durationText(status.lastDurationMs)}</p>
          )}
        </div>
      ),
    }),
    column.accessor("runs", {
      header: "Runs",
      meta: { align: "right", className: "w-24", hideBelow: "lg" },
      cell: ({ row: { original: status } }) => (
        <div className="py-2 tabular-nums">
          <p>{status.runs.toLocaleString("en")}</p>
          {status.failures === 0 ? null : (
            <p className="text-meta text-muted-foreground">{status.failures.toLocaleString("en")} failed</p>
          )}
        </div>
      ),
    }),
    column.display({
      id: "actions",
      header: () => <span className="sr-only">Actions</span>,
      meta: { align: "right", className: "w-28" },
      cell: ({ row: { original: status } }) => (
        <div className="py-1.5">
          <RunNow workspace={workspace} status={status} />
        </div>
      ),
    }),
  ]);
