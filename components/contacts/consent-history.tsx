"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import type { AudienceScope } from "@/components/audiences/scope";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { listConsentContract } from "@/lib/contacts/contract";
import type { Answer } from "@/lib/http/contract";
import { statusLooks } from "./contact-status-badge";
import { HistoryFrame } from "./history-frame";
import { consentQuery } from "./queries";
import { RequestLink } from "./request-link";
import { type ActorNames, isLogged, sourceText } from "./source-text";
import { StatusChange } from "./status-change";

type ConsentEntry = Answer<typeof listConsentContract>["items"][number];

/** Every change of a contact's status with its proof: who or what, from where, by which request. */
export function ConsentHistory({
  contactId,
  names,
  ...scope
}: AudienceScope & { contactId: string; names: ActorNames }) {
  const consent = useInfiniteQuery(consentQuery(scope, contactId));
  const items = consent.data?.pages.flatMap((page) => page.items);
  return (
    <HistoryFrame
      query={consent}
      count={items?.length}
      icon={<ScrollText />}
      emptyTitle="No change of status"
      emptyText="Sign-ups, confirmations and unsubscribes appear here, each with its proof."
    >
      <Timeline>
        {items?.map((entry) => (
          <ConsentItem key={entry.id} workspace={scope.workspace} entry={entry} names={names} />
        ))}
      </Timeline>
    </HistoryFrame>
  );
}

function ConsentItem({ workspace, entry, names }: { workspace: string; entry: ConsentEntry; names: ActorNames }) {
  const { tone, icon: Icon } = statusLooks[entry.to];
  return (
    <TimelineItem
      tone={tone}
      icon={<Icon />}
      title={<StatusChange from={entry.from} to={entry.to} />}
      time={<Time value={entry.createdAt} format="exact" />}
    >
      <dl className="mt-1 grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 [&>dd]:text-foreground">
        <dt>By</dt>
        <dd>{sourceText(entry.source, entry.sourceId, names)}</dd>
        {entry.ip === null ? null : (
          <>
            <dt>IP address</dt>
            <dd className="text-mono">{entry.ip}</dd>
          </>
        )}
        {entry.userAgent === null ? null : (
          <>
            <dt>User agent</dt>
            <dd>{entry.userAgent}</dd>
          </>
        )}
        {entry.requestId !== null && isLogged(entry.source) ? (
          <>
            <dt>Request</dt>
            <dd>
              <RequestLink workspace={workspace} requestId={entry.requestId} />
            </dd>
          </>
        ) : null}
      </dl>
    </TimelineItem>
  );
}
