"use client";

import { Monitor, Smartphone } from "lucide-react";
import { type ReactNode, useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { ContactCombobox } from "@/components/contacts/contact-combobox";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Tooltip } from "@/components/ui/tooltip";
import { InboxLine } from "./inbox-line";
import { MailFrame, type MailWidth } from "./mail-frame";
import type { Preview } from "./use-preview";

/** The mail beside its editor: the line of an inbox, HTML in two widths, plain text, as any contact. */
export function PreviewPanel({
  workspace,
  audienceId,
  preview,
  status,
  notes,
}: {
  workspace: string;
  audienceId: string;
  preview: Preview;
  /** At the right of the title. */
  status?: ReactNode;
  /** Above the mail: what is to be said of it. */
  notes?: ReactNode;
}) {
  const [width, setWidth] = useState<MailWidth>("desktop");
  const { query, mail, contactId, chooseContact, from } = preview;
  const isOld = query.isPlaceholderData || query.data !== mail;
  const failure = failureOf(query.error);
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-16">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <ContactCombobox
          aria-label="Preview as"
          className="w-64 max-w-full"
          workspace={workspace}
          audienceId={audienceId}
          contactId={contactId ?? query.data?.contact?.id ?? null}
          onContactChange={chooseContact}
          placeholder="Preview as a contact…"
        />
        {status}
      </div>
      {query.data && mail ? (
        <>
          {notes}
          <InboxLine from={from} subject={mail.subject} preview={mail.previewText || mail.text} />
          <Tabs defaultValue="html" className="gap-0 overflow-hidden rounded-lg border bg-card">
            <div className="flex items-center justify-between gap-2 border-b pr-1.5 pl-3">
              <TabsList aria-label="Versions of the mail" className="border-b-0">
                <TabsTrigger value="html">HTML</TabsTrigger>
                <TabsTrigger value="text">Plain text</TabsTrigger>
              </TabsList>
              <WidthSwitch width={width} onWidthChange={setWidth} />
            </div>
            <TabsContent value="html">
              <MailFrame html={mail.html} width={width} className={cn(isOld && "opacity-60")} />
            </TabsContent>
            <TabsContent value="text">
              <pre className="h-136 overflow-auto whitespace-pre-wrap p-4 text-mono [overflow-wrap:anywhere]">
                {mail.text}
              </pre>
            </TabsContent>
          </Tabs>
          <p className="text-meta text-muted-foreground">
            Images are loaded from https addresses only; many mail programs show no others.
          </p>
        </>
      ) : failure ? (
        <ErrorState
          title="The preview could not be made"
          description={failure.message}
          requestId={failure.requestId}
          onRetry={() => query.refetch()}
          retrying={query.isRefetching}
          className="rounded-lg border bg-card"
        />
      ) : (
        <PreviewSkeleton />
      )}
    </section>
  );
}

const widths = [
  { value: "desktop", label: "As on a desktop", icon: Monitor },
  { value: "phone", label: "As on a phone", icon: Smartphone },
] as const satisfies { value: MailWidth; label: string; icon: typeof Monitor }[];

function WidthSwitch({ width, onWidthChange }: { width: MailWidth; onWidthChange: (width: MailWidth) => void }) {
  return (
    <div className="flex gap-0.5">
      {widths.map(({ value, label, icon: Icon }) => (
        <Tooltip key={value} content={label}>
          <Button
            variant={value === width ? "secondary" : "ghost"}
            size="icon-sm"
            aria-label={label}
            aria-pressed={value === width}
            onClick={() => onWidthChange(value)}
          >
            <Icon />
          </Button>
        </Tooltip>
      ))}
    </div>
  );
}

export const PreviewSkeleton = () => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-3">
    <Skeleton className="h-14 rounded-lg" />
    <Skeleton className="h-136 rounded-lg" />
  </div>
);
