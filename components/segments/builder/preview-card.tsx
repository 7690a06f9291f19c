"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { contactsText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { contactName } from "@/components/contacts/contact-name";
import { ContactStatusBadge } from "@/components/contacts/contact-status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { useSettled } from "@/components/ui/use-settled";
import type { Contact } from "@/lib/contacts/contract";
import type { Rules } from "@/lib/segments/rules";
import { ContactLink } from "../contact-link";
import { previewQuery } from "../queries";

const pauseMs = 350;
const shownMax = 6;

/** How many contacts the rules hold for right now, and some of them; `rules` is null while a condition is unfinished. */
export function usePreview(scope: AudienceScope, rules: Rules | null, segmentId: string | undefined) {
  const settled = useSettled(rules, pauseMs);
  const query = useQuery({ ...previewQuery(scope, settled, segmentId), placeholderData: keepPreviousData });
  const isCurrent = JSON.stringify(settled) === JSON.stringify(rules) && !query.isPlaceholderData;
  return { query, unfinished: rules === null, calculating: rules !== null && (!isCurrent || query.isFetching) };
}
export type Preview = ReturnType<typeof usePreview>;

/** "1,204 contacts", or what there is instead. The state of the count, in a few words. */
export function CountLine({
  preview: { query, unfinished, calculating },
  className,
}: {
  preview: Preview;
  className?: string;
}) {
  const { data } = query;
  const text = unfinished
    ? "Finish the conditions to see who matches"
    : query.isError && !calculating
      ? "Could not be counted"
      : data === undefined
        ? "Calculating…"
        : `${contactsText(data.count)}${data.capped ? " or more" : ""}`;
  return (
    <p aria-live="polite" className={cn("flex items-center gap-2", className)}>
      <span className={cn(calculating && data !== undefined && "opacity-60")}>{text}</span>
      {calculating ? (
        <span className="inline-flex items-center gap-1 font-normal text-meta text-muted-foreground">
          <Spinner className="size-3.5" />
          {data === undefined ? null : "calculating…"}
        </span>
      ) : null}
    </p>
  );
}

/** The count and a few people, beside the rules while they are written. */
export function PreviewCard({ preview }: { preview: Preview }) {
  const { query, unfinished, calculating } = preview;
  return (
    <Card>
      <CardHeader title="Who matches now" />
      <CardContent className="flex flex-col gap-3 pt-2">
        <CountLine
          preview={preview}
          className={unfinished ? "text-muted-foreground text-table" : "text-heading tabular-nums"}
        />
        {query.isError && !unfinished && !calculating ? (
          <div className="flex flex-col items-start gap-2 text-table">
            <p className="text-muted-foreground">{query.error.message}</p>
            <Button variant="outline" size="sm" onClick={() => query.refetch()}>
              Try again
            </Button>
          </div>
        ) : null}
        {query.data && query.data.sample.length > 0 && !unfinished ? (
          <Sample contacts={query.data.sample} dimmed={calculating} />
        ) : null}
      </CardContent>
    </Card>
  );
}

function Sample({ contacts, dimmed }: { contacts: readonly Contact[]; dimmed: boolean }) {
  return (
    <ul
      aria-label="Some of them"
      className={cn("-mb-1 flex flex-col divide-y border-t text-table", dimmed && "opacity-60")}
    >
      {contacts.slice(0, shownMax).map((contact) => (
        <li key={contact.id} className="flex min-w-0 items-center justify-between gap-3 py-1.5">
          <span className="min-w-0">
            <ContactLink contact={contact} />
            <span className="block truncate text-meta text-muted-foreground">{contactName(contact.fields)}</span>
          </span>
          <ContactStatusBadge status={contact.status} />
        </li>
      ))}
    </ul>
  );
}
