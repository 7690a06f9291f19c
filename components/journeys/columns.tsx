"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import { createContext, use } from "react";
import { numberText } from "@/components/audiences/count-text";
import { Badge } from "@/components/ui/badge";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import { JourneyMenu, type JourneyMenuActions } from "./journey-menu";
import { journeyPath } from "./paths";
import type { JourneyItem } from "./queries";
import { JourneyStatusBadge } from "./status-badge";

/** What the menu of a row does; without them it offers nothing that changes. */
export const JourneyActions = createContext<JourneyMenuActions>({
  canWrite: false,
  onRename: () => undefined,
  onDuplicate: () => undefined,
  onStatus: () => undefined,
  onDelete: () => undefined,
});

const dash = <span className="text-muted-foreground">–</span>;

const column = columnsOf<JourneyItem>();

const total = (key: keyof JourneyItem["totals"], header: string, hideBelow: "sm" | "md") =>
  column.accessor((journey) => journey.totals[key], {
    id: header.toLowerCase(),
    header,
    meta: { align: "right", hideBelow, skeleton: "w-10" },
    // A draft that nobody has ever come into has no numbers yet.
    cell: ({ row: { original: journey }, getValue }) =>
      journey.published === null && getValue() === 0 ? dash : numberText(getValue()),
  });

export const journeyColumns = column.columns([
  column.accessor("name", {
    header: "Name",
    meta: { className: "w-[34%] max-w-0 max-sm:w-full", skeleton: "w-44" },
    cell: ({ row }) => <NameCell journey={row.original} />,
  }),
  column.accessor("status", {
    header: "Status",
    meta: { className: "w-44 max-sm:w-30", skeleton: "w-16" },
    cell: ({ row: { original: journey }, getValue }) => (
      <span className="flex items-center gap-1.5">
        <JourneyStatusBadge status={getValue()} />
        {journey.published?.changed ? <Badge className="max-sm:hidden">Draft differs</Badge> : null}
      </span>
    ),
  }),
  column.accessor("audienceName", {
    header: "Audience",
    meta: { className: "max-w-44", hideBelow: "md", skeleton: "w-24" },
    cell: ({ getValue }) => <span className="block truncate">{getValue()}</span>,
  }),
  total("active", "In it now", "sm"),
  total("completed", "Completed", "md"),
  total("failed", "Failed", "md"),
  column.accessor("updatedAt", {
    header: "Changed",
    meta: { align: "right", hideBelow: "sm", className: "w-28", skeleton: "w-16" },
    cell: ({ getValue }) => <Time value={getValue()} className="text-muted-foreground" />,
  }),
  column.display({
    id: "actions",
    header: () => <span className="sr-only">Actions</span>,
    meta: { align: "right", className: "w-12", label: "Actions" },
    cell: ({ row }) => <ActionsCell journey={row.original} />,
  }),
]);

function NameCell({ journey }: { journey: JourneyItem }) {
  const { workspace } = useParams<{ workspace: string }>();
  return (
    <span className="block">
      <Link
        href={journeyPath({ workspace, journeyId: journey.id })}
        prefetch={false}
        title={journey.name}
        className="block truncate font-medium hover:underline"
      >
        {journey.name}
      </Link>
    </span>
  );
}

function ActionsCell({ journey }: { journey: JourneyItem }) {
  const { workspace } = useParams<{ workspace: string }>();
  return (
    <JourneyMenu journey={journey} href={journeyPath({ workspace, journeyId: journey.id })} {...use(JourneyActions)} />
  );
}
