"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, parseAsStringLiteral, useQueryState } from "nuqs";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope, AudienceScreen } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { ContactDetail } from "@/lib/contacts/contract";
import { Activity } from "./activity";
import { ConsentHistory } from "./consent-history";
import { ContactJourneys } from "./contact-journeys";
import { contactName } from "./contact-name";
import { ContactStatusBadge } from "./contact-status-badge";
import { DeleteContactDialog } from "./delete-contact-dialog";
import { EditContactSheet } from "./edit-contact-sheet";
import { ProfileFacts } from "./profile-facts";
import { ProfileSkeleton } from "./profile-skeleton";
import { contactQuery } from "./queries";
import type { ActorNames } from "./source-text";

const tabs = ["activity", "journeys", "consent"] as const;

/** One contact: who it is at the left, what happened at the right. */
export function ContactProfile({
  contactId,
  names,
  canWrite,
  ...scope
}: AudienceScreen & { contactId: string; names: ActorNames }) {
  const contact = useQuery(contactQuery(scope, contactId));
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("activity"));
  const [editing, setEditing] = useQueryState("edit", parseAsBoolean.withDefault(false));
  if (contact.data === undefined) {
    const failure = failureOf(contact.error);
    if (failure === null) return <ProfileSkeleton />;
    return (
      <ErrorState
        description={failure.message}
        requestId={failure.requestId}
        onRetry={() => contact.refetch()}
        retrying={contact.isRefetching}
      />
    );
  }
  return (
    <>
      <ProfileHeader {...scope} contact={contact.data} onEdit={canWrite ? () => void setEditing(true) : undefined} />
      <div className="grid min-w-0 items-start gap-x-6 gap-y-5 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <ProfileFacts {...scope} contact={contact.data} names={names} />
        <Tabs
          value={tab}
          onValueChange={(next) => void setTab(tabs.find((each) => each === next) ?? null)}
          className="lg:-mt-2"
        >
          <TabsList aria-label="History">
            <TabsTrigger value="activity">Activity</TabsTrigger>
            <TabsTrigger value="journeys">Journeys</TabsTrigger>
            <TabsTrigger value="consent">Consent</TabsTrigger>
          </TabsList>
          <TabsContent value="activity">
            <Activity {...scope} contactId={contactId} names={names} />
          </TabsContent>
          <TabsContent value="journeys">
            <ContactJourneys workspace={scope.workspace} audienceId={scope.audienceId} contactId={contactId} />
          </TabsContent>
          <TabsContent value="consent">
            <ConsentHistory {...scope} contactId={contactId} names={names} />
          </TabsContent>
        </Tabs>
      </div>
      {canWrite && editing ? (
        <EditContactSheet {...scope} contact={contact.data} onClose={() => void setEditing(null)} />
      ) : null}
    </>
  );
}

function ProfileHeader({
  contact,
  onEdit,
  ...scope
}: AudienceScope & { contact: ContactDetail; onEdit: (() => void) | undefined }) {
  const name = contactName(contact.fields);
  return (
    <header className="flex flex-col gap-2">
      <Link
        href={`/${scope.workspace}/audiences/${scope.audienceId}`}
        className="inline-flex items-center gap-1 self-start rounded-sm text-muted-foreground text-table hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-3.5" />
        Contacts
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <h2 className="min-w-0 text-title [overflow-wrap:anywhere]">{contact.email}</h2>
            <CopyButton value={contact.email} label="Copy email" className="-ml-1.5 size-6" />
            <ContactStatusBadge status={contact.status} />
          </div>
          {name === null ? null : <p className="text-body text-muted-foreground">{name}</p>}
        </div>
        {onEdit ? (
          <div className="flex shrink-0 gap-2">
            <Button variant="outline" onClick={onEdit}>
              <Pencil />
              Edit
            </Button>
            <DeleteContactDialog
              {...scope}
              contact={contact}
              trigger={
                <Button variant="outline">
                  <Trash2 />
                  Delete
                </Button>
              }
            />
          </div>
        ) : null}
      </div>
    </header>
  );
}
