"use client";

import Link from "next/link";
import { use } from "react";
import { numberText } from "@/components/audiences/count-text";
import { Badge } from "@/components/ui/badge";
import { columnsOf } from "@/components/ui/data-table";
import { HourSparkline } from "@/components/ui/hour-sparkline";
import { Time } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import { eventLabel } from "@/lib/events/catalogue";
import type { Webhook } from "@/lib/webhooks/contract";
import { webhookLimits } from "@/lib/webhooks/limits";
import { WebhookActionsContext } from "./actions";
import { ActiveSwitch } from "./active-switch";
import { HealthBadge } from "./health-badge";
import { urlParts, webhookName } from "./names";
import { RowMenu } from "./row-menu";
import { deliveriesPath } from "./scope";

const column = columnsOf<Webhook>();

export const webhookColumns = column.columns([
  column.accessor("url", {
    header: "Payload URL",
    meta: { className: "max-w-44 sm:max-w-72", skeleton: "w-44" },
    cell: ({ row: { original: webhook } }) => <Destination webhook={webhook} />,
  }),
  column.accessor("events", {
    header: "Events",
    meta: { hideBelow: "lg", className: "max-w-52", skeleton: "w-32" },
    cell: ({ getValue }) => <Events names={getValue()} />,
  }),
  column.accessor((webhook) => webhook.method, {
    id: "sends",
    header: "Sends",
    meta: { hideBelow: "lg", className: "w-24", skeleton: "w-16" },
    cell: ({ row: { original: webhook } }) => <Badge mono>{sendsText(webhook)}</Badge>,
  }),
  column.accessor((webhook) => webhook.health.state, {
    id: "health",
    header: "Health",
    meta: { hideBelow: "sm", className: "w-24", skeleton: "w-16" },
    cell: ({ row: { original: webhook } }) => <HealthBadge health={webhook.health} />,
  }),
  column.display({
    id: "traffic",
    header: "24 h",
    meta: { hideBelow: "md", className: "w-28", skeleton: "w-24" },
    cell: ({ row: { original: webhook } }) => <Traffic webhook={webhook} />,
  }),
  column.accessor("held", {
    header: "Held",
    meta: { align: "right", hideBelow: "md", className: "w-16 tabular-nums", skeleton: "w-6" },
    cell: ({ row: { original: webhook } }) => <Held webhook={webhook} />,
  }),
  column.accessor((webhook) => lastAttempt(webhook.health), {
    id: "last",
    header: "Last delivery",
    meta: { hideBelow: "lg", className: "w-28 text-muted-foreground", skeleton: "w-14" },
    cell: ({ getValue }) => {
      const at = getValue();
      return at === null ? "None yet" : <Time value={at} />;
    },
  }),
  column.accessor("active", {
    header: "Active",
    meta: { className: "w-16", skeleton: "w-8" },
    cell: ({ row: { original: webhook } }) => <ActiveSwitch webhook={webhook} />,
  }),
  column.display({
    id: "actions",
    header: () => <span className="sr-only">Actions</span>,
    meta: { align: "right", className: "w-12", label: "Actions" },
    cell: ({ row }) => <RowMenu webhook={row.original} />,
  }),
]);

/** The host tells one from another; the whole of it is in the title. */
function Destination({ webhook }: { webhook: Webhook }) {
  const { scheme, host, rest } = urlParts(webhook.url);
  return (
    <span className="block min-w-0 py-1" title={webhook.url}>
      {webhook.name ? <span className="block truncate font-medium">{webhook.name}</span> : null}
      <span className={webhook.name ? "block truncate text-meta" : "block truncate"}>
        <span className="text-warning-foreground">{scheme}</span>
        <span className={webhook.name ? undefined : "font-medium"}>{host}</span>
        <span className="text-muted-foreground">{rest}</span>
      </span>
      <span className="mt-1 block sm:hidden">
        <HealthBadge health={webhook.health} />
      </span>
    </span>
  );
}

const eventsShown = 1;

function Events({ names }: { names: readonly string[] }) {
  const more = names.slice(eventsShown).map(eventLabel);
  return (
    <span className="flex min-w-0 items-center gap-1">
      {names.slice(0, eventsShown).map((name) => (
        <Badge key={name} className="min-w-0 shrink">
          <span className="truncate">{eventLabel(name)}</span>
        </Badge>
      ))}
      {more.length > 0 ? (
        <Tooltip content={more.join(", ")}>
          <span className="shrink-0 text-meta text-muted-foreground">
            +{more.length}
            <span className="sr-only"> more: {more.join(", ")}</span>
          </span>
        </Tooltip>
      ) : null}
    </span>
  );
}

/** GET has no body and so no content type. */
const sendsText = ({ method, contentType }: Webhook): string =>
  method === "GET" ? "GET" : `${method} ${contentType === "json" ? "JSON" : "form"}`;

const countsText = (delivered: number, failed: number): string =>
  `${numberText(delivered)} delivered, ${numberText(failed)} failed`;

function Traffic({ webhook }: { webhook: Webhook }) {
  const { workspace } = use(WebhookActionsContext);
  return (
    <HourSparkline
      hours={webhook.health.hours.map(({ hour, succeeded, failed }) => ({ hour, good: succeeded, bad: failed }))}
      words={countsText}
      name={webhookName(webhook)}
      href={deliveriesPath(workspace, webhook.id)}
    />
  );
}

function Held({ webhook }: { webhook: Webhook }) {
  const { workspace } = use(WebhookActionsContext);
  if (webhook.held === 0) return <span className="text-muted-foreground">–</span>;
  return (
    <Link
      href={`${deliveriesPath(workspace, webhook.id)}&state=held`}
      className="rounded-sm text-warning-foreground underline-offset-4 hover:underline"
    >
      {heldText(webhook.held)}
    </Link>
  );
}

/** "12", "10,000+". */
export const heldText = (held: number): string => `${numberText(held)}${held >= webhookLimits.heldCountMax ? "+" : ""}`;

function lastAttempt({ lastSuccessAt, lastFailureAt }: Webhook["health"]): string | null {
  if (lastSuccessAt === null || lastFailureAt === null) return lastSuccessAt ?? lastFailureAt;
  return lastSuccessAt > lastFailureAt ? lastSuccessAt : lastFailureAt;
}
