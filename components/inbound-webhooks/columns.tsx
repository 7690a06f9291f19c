"use client";

import { use } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { requestsHref, WebhookActionsContext } from "./actions";
import { ActiveSwitch } from "./active-switch";
import { RowMenu } from "./row-menu";
import { TrafficSparkline } from "./traffic-sparkline";
import { TypeBadge } from "./type-badge";

const column = columnsOf<WorkspaceWebhook>();

export const webhookColumns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { className: "max-w-36 sm:max-w-56", skeleton: "w-36" },
    cell: ({ row: { original: webhook } }) => (
      <span className="block min-w-0 py-1">
        <span className="block truncate font-medium">{webhook.name}</span>
        <span className="block truncate text-meta text-muted-foreground">{webhook.audienceName}</span>
        <span className="mt-1 block sm:hidden">
          <TypeBadge type={webhook.type} />
        </span>
      </span>
    ),
  }),
  column.accessor("type", {
    header: "Type",
    meta: { hideBelow: "sm", skeleton: "w-24" },
    cell: ({ getValue }) => <TypeBadge type={getValue()} />,
  }),
  column.accessor("tags", {
    header: "Tags",
    meta: { hideBelow: "lg", className: "max-w-44", skeleton: "w-20" },
    cell: ({ getValue }) => <Tags names={getValue()} />,
  }),
  column.accessor("url", {
    header: "URL",
    meta: { hideBelow: "md", className: "max-w-52", skeleton: "w-40" },
    cell: ({ row: { original: webhook } }) => <Url url={webhook.url} name={webhook.name} />,
  }),
  column.accessor((webhook) => webhook.traffic.lastRequestAt, {
    id: "lastRequest",
    header: "Last request",
    meta: { hideBelow: "lg", className: "w-28 text-muted-foreground", skeleton: "w-14" },
    cell: ({ getValue }) => {
      const at = getValue();
      return at === null ? "None yet" : <Time value={at} />;
    },
  }),
  column.display({
    id: "traffic",
    header: "24 h",
    meta: { hideBelow: "sm", className: "w-28", skeleton: "w-24" },
    cell: ({ row: { original: webhook } }) => <Requests webhook={webhook} />,
  }),
  column.accessor("active", {
    header: "Active",
    meta: { className: "w-16", skeleton: "w-8" },
    cell: ({ row: { original: webhook } }) => <Active webhook={webhook} />,
  }),
  column.display({
    id: "actions",
    header: () => <span className="sr-only">Actions</span>,
    meta: { align: "right", className: "w-12", label: "Actions" },
    cell: ({ row }) => <RowMenu webhook={row.original} />,
  }),
]);

const tagsShown = 2;

function Tags({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className="text-muted-foreground">–</span>;
  const more = names.slice(tagsShown);
  return (
    <span className="flex min-w-0 items-center gap-1" title={names.join(", ")}>
      {names.slice(0, tagsShown).map((name) => (
        <Badge key={name} className="min-w-0 shrink">
          <span className="truncate">{name}</span>
        </Badge>
      ))}
      {more.length > 0 ? (
        <span className="shrink-0 text-meta text-muted-foreground">
          +{more.length}
          <span className="sr-only"> more: {more.join(", ")}</span>
        </span>
      ) : null}
    </span>
  );
}

/** The end of the URL tells one from another; the whole of it is copied. */
const Url = ({ url, name }: { url: string; name: string }) => (
  <span className="flex min-w-0 items-center gap-0.5">
    <code className="min-w-0 truncate text-mono text-muted-foreground" title={url}>
      …/{url.split("/").at(-1)}
    </code>
    <CopyButton value={url} label={`Copy URL of ${name}`} />
  </span>
);

function Requests({ webhook }: { webhook: WorkspaceWebhook }) {
  const { workspace } = use(WebhookActionsContext);
  return (
    <TrafficSparkline
      traffic={webhook.traffic}
      name={webhook.name}
      href={`${requestsHref(workspace, webhook.id)}&within=24h`}
    />
  );
}

function Active({ webhook }: { webhook: WorkspaceWebhook }) {
  const { workspace, canWrite } = use(WebhookActionsContext);
  return <ActiveSwitch workspace={workspace} webhook={webhook} disabled={!canWrite} />;
}
