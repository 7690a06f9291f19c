import Link from "next/link";
import type { ReactNode } from "react";
import { reportPath } from "@/components/campaigns/paths";
import { EventTypeName } from "@/components/events/event-type-name";
import { durationText } from "@/components/log/duration-text";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { webhookName } from "@/components/webhooks/names";
import { deliveriesPath } from "@/components/webhooks/scope";
import type { DeliveryDetail } from "@/lib/deliveries/contract";

/** What a delivery is about, with the ways there. */
export function DeliveryFacts({
  delivery: { id, event, contact, webhook, campaign, durationMs },
  workspace,
  settingsHref,
}: {
  delivery: DeliveryDetail;
  workspace: string;
  /** Where the webhook is changed; null for who may not. */
  settingsHref: string | null;
}) {
  return (
    <KeyValueList>
      <KeyValue label="Event">
        <TextLink href={`/${workspace}/events?event=${event.id}`}>
          <EventTypeName type={event.type} />
        </TextLink>
      </KeyValue>
      <KeyValue label="Contact">
        {contact === null ? null : contact.email === null || contact.audienceId === null ? (
          <span className="text-muted-foreground">Deleted contact</span>
        ) : (
          <TextLink href={`/${workspace}/audiences/${contact.audienceId}/contacts/${contact.id}`}>
            {contact.email}
          </TextLink>
        )}
      </KeyValue>
      <KeyValue label="Webhook">
        {webhook === null ? (
          <span className="text-muted-foreground">Deleted webhook</span>
        ) : (
          <TextLink href={settingsHref ?? deliveriesPath(workspace, webhook.id)}>{webhookName(webhook)}</TextLink>
        )}
      </KeyValue>
      {campaign === null ? null : (
        <KeyValue label="Campaign">
          <TextLink href={reportPath({ workspace, campaignId: campaign.id })}>{campaign.name}</TextLink>
        </KeyValue>
      )}
      {durationMs === null ? null : <KeyValue label="Duration">{durationText(durationMs)}</KeyValue>}
      <KeyValue label="webhook-id" mono copy={id}>
        {id}
      </KeyValue>
    </KeyValueList>
  );
}

const TextLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} prefetch={false} className="rounded-sm text-link underline-offset-4 hover:underline">
    {children}
  </Link>
);
