"use client";

import Link from "next/link";
import { createContext, use } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { CampaignMessage } from "@/lib/campaigns/contract";
import { MessageStateBadge } from "./message-state";

/** Which audience the contacts of the table belong to. */
export const MessagePlace = createContext<AudienceScope>({ workspace: "", audienceId: "" });

export const contactPath = ({ workspace, audienceId }: AudienceScope, contactId: string): string =>
  `/${workspace}/audiences/${audienceId}/contacts/${contactId}`;

const dash = <span className="text-muted-foreground">–</span>;

const column = columnsOf<CampaignMessage>();

export const messageColumns = column.columns([
  column.accessor((message) => message.contact.email, {
    id: "email",
    header: "Contact",
    meta: { className: "w-[40%] max-w-0 max-sm:w-full", skeleton: "w-48" },
    cell: ({ row }) => <ContactCell message={row.original} />,
  }),
  column.accessor("state", {
    header: "Mail",
    meta: { className: "w-36", skeleton: "w-16" },
    cell: ({ row }) => <MessageStateBadge message={row.original} />,
  }),
  column.accessor("openedAt", {
    header: "Opened",
    meta: { align: "right", hideBelow: "sm", className: "w-28", skeleton: "w-12" },
    cell: ({ row: { original } }) => <Times at={original.openedAt} times={original.opens} />,
  }),
  column.accessor("clickedAt", {
    header: "Clicked",
    meta: { align: "right", hideBelow: "sm", className: "w-28", skeleton: "w-12" },
    cell: ({ row: { original } }) => <Times at={original.clickedAt} times={original.clicks} />,
  }),
  column.accessor("unsubscribedAt", {
    header: "Unsubscribed",
    meta: { align: "right", hideBelow: "lg", className: "w-28", skeleton: "w-12" },
    cell: ({ getValue }) => <Times at={getValue()} times={1} />,
  }),
  column.accessor("sentAt", {
    header: "Sent",
    meta: { align: "right", hideBelow: "md", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => {
      const at = getValue();
      return at === null ? dash : <Time value={at} className="text-muted-foreground" />;
    },
  }),
]);

function ContactCell({ message: { contact, reason } }: { message: CampaignMessage }) {
  const place = use(MessagePlace);
  return (
    <span className="block min-w-0">
      {contact.email === null ? (
        <span className="text-muted-foreground">Deleted contact</span>
      ) : (
        <Link
          href={contactPath(place, contact.id)}
          prefetch={false}
          title={contact.email}
          className="block truncate font-medium hover:underline"
        >
          {contact.email}
        </Link>
      )}
      {reason === null ? null : (
        <span className="block truncate text-meta text-muted-foreground" title={reason}>
          {reason}
        </span>
      )}
    </span>
  );
}

/** When first, and how often where that was more than once. */
const Times = ({ at, times }: { at: string | null; times: number }) =>
  at === null ? (
    dash
  ) : (
    <span className="whitespace-nowrap">
      {times > 1 ? <span className="text-muted-foreground">{times} × · </span> : null}
      <Time value={at} />
    </span>
  );
