"use client";

import { numberText } from "@/components/audiences/count-text";
import { EventTypeName } from "@/components/events/event-type-name";
import { durationText } from "@/components/log/duration-text";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import { webhookName } from "@/components/webhooks/names";
import type { Delivery } from "@/lib/deliveries/contract";
import { DeliveryStateBadge } from "./states";

const column = columnsOf<Delivery>();

const dash = <span className="text-muted-foreground">–</span>;

export const deliveryColumns = column.columns([
  column.accessor("state", {
    header: "State",
    meta: { className: "w-24 sm:w-28", skeleton: "w-20" },
    cell: ({ getValue }) => <DeliveryStateBadge state={getValue()} />,
  }),
  column.accessor((delivery) => delivery.event.type, {
    id: "event",
    header: "Event",
    meta: { className: "max-w-40 sm:max-w-48", skeleton: "w-28" },
    cell: ({ row: { original } }) => (
      <span className="block min-w-0">
        <EventTypeName type={original.event.type} />
        <span className="block truncate text-meta text-muted-foreground sm:hidden">{original.contact?.email}</span>
      </span>
    ),
  }),
  column.accessor((delivery) => delivery.contact?.email, {
    id: "contact",
    header: "Contact",
    meta: { hideBelow: "sm", className: "max-w-48", skeleton: "w-36" },
    cell: ({ row: { original } }) => <ContactText contact={original.contact} />,
  }),
  column.accessor("webhook", {
    header: "Webhook",
    meta: { hideBelow: "md", className: "max-w-40", skeleton: "w-28" },
    cell: ({ getValue }) => <WebhookText webhook={getValue()} />,
  }),
  column.accessor("responseStatus", {
    header: "Answer",
    meta: { hideBelow: "md", className: "max-w-52", skeleton: "w-24" },
    cell: ({ row }) => <AnswerText delivery={row.original} />,
  }),
  column.accessor("attemptCount", {
    header: "Attempts",
    meta: { align: "right", hideBelow: "lg", className: "w-20 tabular-nums", skeleton: "w-4" },
    cell: ({ getValue }) => <span className="text-muted-foreground">{numberText(getValue())}</span>,
  }),
  column.accessor("durationMs", {
    header: "Duration",
    meta: { align: "right", hideBelow: "lg", className: "w-20 tabular-nums", skeleton: "w-10" },
    cell: ({ getValue }) => {
      const ms = getValue();
      return ms === null ? dash : <span className="text-muted-foreground">{durationText(ms)}</span>;
    },
  }),
  column.accessor("nextAttemptAt", {
    header: "Next attempt",
    meta: { hideBelow: "lg", className: "w-28", skeleton: "w-14" },
    cell: ({ row: { original } }) => <NextAttempt delivery={original} />,
  }),
  column.accessor("createdAt", {
    header: "Time",
    meta: { align: "right", className: "w-24", skeleton: "w-12" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
]);

function ContactText({ contact }: Pick<Delivery, "contact">) {
  if (contact === null) return dash;
  if (contact.email === null) return <span className="block truncate text-muted-foreground">Deleted contact</span>;
  return <span className="block truncate">{contact.email}</span>;
}

function WebhookText({ webhook }: Pick<Delivery, "webhook">) {
  if (webhook === null) return <span className="block truncate text-muted-foreground">Deleted webhook</span>;
  return (
    <span className="block truncate" title={webhook.url}>
      {webhookName(webhook)}
    </span>
  );
}

/** The code of the last attempt, and why it failed. */
function AnswerText({ delivery: { responseStatus, cause } }: { delivery: Delivery }) {
  if (responseStatus === null && cause === null) return dash;
  return (
    <span className="flex min-w-0 items-baseline gap-2" title={cause?.message}>
      {responseStatus === null ? null : <span className="text-mono">{responseStatus}</span>}
      {cause === null ? null : <span className="truncate text-muted-foreground">{cause.label}</span>}
    </span>
  );
}

function NextAttempt({ delivery: { state, nextAttemptAt, webhook } }: { delivery: Delivery }) {
  if (state !== "pending") return dash;
  if (webhook?.isOff) return <span className="text-muted-foreground">When it is on</span>;
  if (nextAttemptAt === null) return <span className="text-muted-foreground">Sending…</span>;
  return <Time value={nextAttemptAt} format="until" />;
}
