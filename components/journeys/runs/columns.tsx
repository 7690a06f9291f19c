"use client";

import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { Run } from "@/lib/journeys/contract";
import { BlockLabel, blockLabel } from "./block-label";
import { RunStateBadge } from "./states";

const column = columnsOf<Run>();

export const runColumns = column.columns([
  column.accessor("state", {
    header: "State",
    meta: { className: "w-28", skeleton: "w-20" },
    cell: ({ row }) => <RunStateBadge run={row.original} />,
  }),
  column.accessor((run) => run.contact.email, {
    id: "contact",
    header: "Contact",
    meta: { className: "max-w-40 sm:max-w-60", skeleton: "w-40" },
    cell: ({ row: { original: run } }) => (
      <span className="block min-w-0">
        {run.contact.email === null ? (
          <span className="block truncate text-muted-foreground">Deleted contact</span>
        ) : (
          <span className="block truncate">{run.contact.email}</span>
        )}
        <span className="block truncate text-meta text-muted-foreground sm:hidden">{blockLabel(run.block)}</span>
      </span>
    ),
  }),
  column.accessor((run) => blockLabel(run.block), {
    id: "block",
    header: "Block",
    meta: { hideBelow: "sm", className: "max-w-44", skeleton: "w-28" },
    cell: ({ row }) => <BlockLabel block={row.original.block} />,
  }),
  column.accessor((run) => run.waitsFor ?? run.reason, {
    id: "why",
    header: "Why",
    meta: { hideBelow: "md", className: "max-w-64", skeleton: "w-44" },
    cell: ({ row: { original: run } }) => <WhyText run={run} />,
  }),
  column.accessor("version", {
    header: "Version",
    meta: { align: "right", hideBelow: "lg", className: "w-20 tabular-nums", skeleton: "w-4" },
    cell: ({ getValue }) => <span className="text-muted-foreground">{getValue()}</span>,
  }),
  column.accessor("enteredAt", {
    header: "Entered",
    meta: { align: "right", hideBelow: "lg", className: "w-24", skeleton: "w-12" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
  column.accessor("since", {
    header: "There since",
    meta: { align: "right", className: "w-24", skeleton: "w-12" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
]);

function WhyText({ run: { state, reason, waitsFor, wakeAt } }: { run: Run }) {
  const text = waitsFor ?? reason;
  if (text === null) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-2 text-muted-foreground" title={text}>
      <span className="truncate">{text}</span>
      {state === "waiting" && wakeAt !== null ? <Time value={wakeAt} format="until" className="shrink-0" /> : null}
    </span>
  );
}
