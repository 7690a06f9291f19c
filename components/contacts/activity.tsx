"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Activity as ActivityIcon } from "lucide-react";
import Link from "next/link";
import { useParams } from "next/navigation";
import type { AudienceScope } from "@/components/audiences/scope";
import { reportPath } from "@/components/campaigns/paths";
import { fieldsQuery } from "@/components/data-fields/queries";
import { valueText } from "@/components/data-fields/value-text";
import { Badge } from "@/components/ui/badge";
import { Diff } from "@/components/ui/diff";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { Field } from "@/lib/audiences/fields/contract";
import type { listContactEventsContract } from "@/lib/contacts/contract";
import { eventLabel } from "@/lib/events/catalogue";
import type { Answer } from "@/lib/http/contract";
import { fieldValueOf } from "./contact-values";
import { eventLook } from "./event-icon";
import { eventStory } from "./event-story";
import { HistoryFrame } from "./history-frame";
import { contactEventsQuery } from "./queries";
import { type ActorNames, sourceText } from "./source-text";
import { StatusChange } from "./status-change";

type ContactEvent = Answer<typeof listContactEventsContract>["items"][number];

/** What happened to a contact, newest first. */
export function Activity({ contactId, names, ...scope }: AudienceScope & { contactId: string; names: ActorNames }) {
  const events = useInfiniteQuery(contactEventsQuery(scope, contactId));
  const fields = useQuery(fieldsQuery(scope));
  const items = events.data?.pages.flatMap((page) => page.items);
  return (
    <HistoryFrame
      query={events}
      count={items?.length}
      icon={<ActivityIcon />}
      emptyTitle="Nothing happened yet"
      emptyText="Changes of fields, tags, groups and status appear here."
    >
      <Timeline>
        {items?.map((event) => (
          <EventItem key={event.id} event={event} fields={fields.data?.items ?? []} names={names} />
        ))}
      </Timeline>
    </HistoryFrame>
  );
}

function EventItem({ event, fields, names }: { event: ContactEvent; fields: readonly Field[]; names: ActorNames }) {
  const { workspace } = useParams<{ workspace: string }>();
  const { changes, name, campaign, status } = eventStory(event.data);
  const { icon: Icon, tone } = eventLook(event.type);
  return (
    <TimelineItem
      tone={tone}
      icon={<Icon />}
      title={
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          {eventLabel(event.type)}
          {name === null ? null : (
            <Badge className="min-w-0 shrink">
              <span className="truncate">{name}</span>
            </Badge>
          )}
          {campaign === null ? null : (
            <Link
              href={reportPath({ workspace, campaignId: campaign.id })}
              prefetch={false}
              className="min-w-0 truncate font-normal text-link hover:underline"
            >
              {campaign.name}
            </Link>
          )}
          {status?.to ? <StatusChange from={status.from} to={status.to} /> : null}
        </span>
      }
      time={<Time value={event.occurredAt} />}
    >
      {changes.length > 0 ? (
        <Diff
          className="mt-1.5 mb-1.5"
          entries={changes.map(({ key, before, after }) => {
            const field = fields.find((each) => each.key === key);
            return {
              key: key === "email" ? "Email" : (field?.label ?? key),
              before: shown(field, before),
              after: shown(field, after),
            };
          })}
        />
      ) : null}
      <span className="text-meta">{sourceText(event.source, event.sourceId, names)}</span>
    </TimelineItem>
  );
}

function shown(field: Field | undefined, value: unknown): string | undefined {
  const known = fieldValueOf(value);
  if (known === null) return undefined;
  return field === undefined ? String(known) : valueText(field.type, known);
}
