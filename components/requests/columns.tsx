"use client";

import { createContext, use } from "react";
import { durationText } from "@/components/log/duration-text";
import { Badge } from "@/components/ui/badge";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { InboundRequest } from "@/lib/inbound/contract";
import { OutcomeBadge } from "./outcome-badge";
import { originText, webhookText } from "./outcomes";

/** The audiences' names by id. */
export const AudienceNames = createContext<ReadonlyMap<string, string>>(new Map());

const column = columnsOf<InboundRequest>();

const time = column.accessor("createdAt", {
  header: "Time",
  meta: { className: "sm:w-44", skeleton: "w-12 sm:w-36" },
  cell: ({ getValue }) => (
    <>
      <Time value={getValue()} format="exact" className="text-muted-foreground max-sm:hidden" />
      <Time value={getValue()} className="text-muted-foreground sm:hidden" />
    </>
  ),
});
const method = column.accessor("method", {
  header: "Request",
  meta: { hideBelow: "md", className: "w-24", skeleton: "w-14" },
  cell: ({ row }) => <MethodAndMode method={row.original.method} mode={row.original.mode} />,
});
const email = column.accessor("email", {
  header: "Email",
  meta: { className: "max-w-36 sm:max-w-64", skeleton: "w-44" },
  cell: ({ getValue }) => (
    <span className="block truncate">{getValue() ?? <span className="text-muted-foreground">–</span>}</span>
  ),
});
const audience = column.accessor("audienceId", {
  header: "Audience",
  meta: { hideBelow: "md", className: "max-w-48", skeleton: "w-24" },
  cell: ({ getValue }) => <AudienceName id={getValue()} />,
});
const outcome = column.accessor("outcome", {
  header: "Outcome",
  meta: { skeleton: "w-20" },
  cell: ({ row }) => <OutcomeBadge outcome={row.original.outcome} status={row.original.status} />,
});
const status = column.accessor("status", {
  header: "Status",
  meta: { hideBelow: "sm", className: "w-16", skeleton: "w-7" },
  cell: ({ getValue }) => <span className="text-mono">{getValue()}</span>,
});
const duration = column.accessor("durationMs", {
  header: "Duration",
  meta: { align: "right", hideBelow: "lg", className: "w-24", skeleton: "w-10" },
  cell: ({ getValue }) => <span className="text-muted-foreground">{durationText(getValue())}</span>,
});
const source = column.accessor("origin", {
  header: "Source",
  meta: { hideBelow: "lg", className: "max-w-44", skeleton: "w-24" },
  cell: ({ row }) => (
    <span className="block truncate text-muted-foreground">
      {webhookText(row.original)}
      {row.original.origin === "door" ? null : `, ${originText(row.original.origin).toLowerCase()}`}
    </span>
  ),
});

export const audienceColumns = column.columns([time, method, email, outcome, status, duration, source]);
export const workspaceColumns = column.columns([time, method, email, audience, outcome, status, duration, source]);

/** `POST /2`: the method and the digit that an audience webhook’s URL ended with. */
export const MethodAndMode = ({ method, mode }: { method: string; mode: string }) => (
  <span className="inline-flex items-center gap-1.5">
    <Badge mono>{method}</Badge>
    {mode === "" ? null : <span className="text-mono text-muted-foreground">/{mode}</span>}
  </span>
);

function AudienceName({ id }: { id: string }) {
  return <span className="block truncate">{use(AudienceNames).get(id) ?? id}</span>;
}
