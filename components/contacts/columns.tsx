"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { Contact } from "@/lib/contacts/contract";
import { Chips } from "./chips";
import { contactName } from "./contact-name";
import { ContactStatusBadge } from "./contact-status-badge";

const column = columnsOf<Contact>();

const dash = <span className="text-muted-foreground">–</span>;

export const contactColumns = column.columns([
  column.accessor("email", {
    header: "Email",
    meta: { className: "w-[34%] max-w-0 max-sm:w-full", skeleton: "w-48" },
    cell: ({ row }) => <EmailCell contact={row.original} />,
  }),
  column.accessor(({ fields }) => contactName(fields), {
    id: "name",
    header: "Name",
    meta: { className: "max-w-44", hideBelow: "md", skeleton: "w-24" },
    cell: ({ getValue }) => {
      const name = getValue();
      return name === null ? dash : <span className="block truncate">{name}</span>;
    },
  }),
  column.accessor("status", {
    header: "Status",
    meta: { className: "w-32 max-sm:w-24", skeleton: "w-16" },
    cell: ({ getValue }) => <ContactStatusBadge status={getValue()} />,
  }),
  column.accessor("tags", {
    header: "Tags",
    meta: { className: "max-w-72 max-xl:hidden", skeleton: "w-24" },
    cell: ({ getValue }) => (getValue().length === 0 ? dash : <Chips names={getValue()} />),
  }),
  column.accessor("groups", {
    header: "Groups",
    meta: { className: "max-w-48 max-xl:hidden", skeleton: "w-20" },
    cell: ({ getValue }) =>
      getValue().length === 0 ? dash : <Chips outline max={1} names={getValue().map((group) => group.name)} />,
  }),
  column.accessor("createdAt", {
    header: "Added",
    meta: { align: "right", hideBelow: "sm", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
]);

function EmailCell({ contact }: { contact: Contact }) {
  const { workspace, audienceId } = useParams<{ workspace: string; audienceId: string }>();
  return (
    <Link
      href={`/${workspace}/audiences/${audienceId}/contacts/${contact.id}`}
      prefetch={false}
      title={contact.email}
      className="block truncate font-medium hover:underline"
    >
      {contact.email}
    </Link>
  );
}
