"use client";

import { createContext, use } from "react";
import { type ActorNames, sourceText } from "@/components/contacts/source-text";
import { columnsOf } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { TimelineEvent } from "@/lib/tracking/contract";
import { EventTypeName } from "./event-type-name";

/** What ids stand for: audiences, and who may be behind an event. */
export const Names = createContext<{ audiences: ReadonlyMap<string, string>; actors: ActorNames }>({
  audiences: new Map(),
  actors: {},
});

const column = columnsOf<TimelineEvent>();

export const eventColumns = column.columns([
  column.accessor("occurredAt", {
    header: "Time",
    meta: { className: "sm:w-44", skeleton: "w-12 sm:w-36" },
    cell: ({ getValue }) => (
      <>
        <Time value={getValue()} format="exact" className="text-muted-foreground max-sm:hidden" />
        <Time value={getValue()} className="text-muted-foreground sm:hidden" />
      </>
    ),
  }),
  column.accessor("type", {
    header: "Event",
    meta: { className: "max-w-32 font-medium sm:max-w-64", skeleton: "w-32" },
    cell: ({ getValue }) => <EventTypeName type={getValue()} />,
  }),
  column.accessor("contact", {
    header: "Contact",
    meta: { className: "max-w-28 sm:max-w-64", skeleton: "w-44" },
    cell: ({ getValue }) => <ContactText contact={getValue()} />,
  }),
  column.accessor("audienceId", {
    header: "Audience",
    meta: { hideBelow: "md", className: "max-w-48", skeleton: "w-24" },
    cell: ({ getValue }) => <AudienceName id={getValue()} />,
  }),
  column.accessor("source", {
    header: "Source",
    meta: { hideBelow: "lg", className: "w-44 max-w-44", skeleton: "w-24" },
    cell: ({ row }) => <SourceText source={row.original.source} sourceId={row.original.sourceId} />,
  }),
]);

function ContactText({ contact }: Pick<TimelineEvent, "contact">) {
  if (contact?.email) return <span className="block truncate">{contact.email}</span>;
  return <span className="text-muted-foreground">{contact === null ? "–" : "Deleted contact"}</span>;
}

function AudienceName({ id }: { id: string | null }) {
  return <span className="block truncate">{id === null ? "–" : (use(Names).audiences.get(id) ?? id)}</span>;
}

function SourceText({ source, sourceId }: Pick<TimelineEvent, "source" | "sourceId">) {
  return (
    <span className="block truncate text-muted-foreground">{sourceText(source, sourceId, use(Names).actors)}</span>
  );
}
