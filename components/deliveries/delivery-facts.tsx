import { reportPath } from "@/components/campaigns/paths";
import { EventTypeName } from "@/components/events/event-type-name";
import { journeyPath, runPath } from "@/components/journeys/paths";
import { durationText } from "@/components/log/duration-text";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { TextLink } from "@/components/ui/text-link";
import { webhookName } from "@/components/webhooks/names";
import { deliveriesPath } from "@/components/webhooks/scope";
import type { DeliveryDetail } from "@/lib/deliveries/contract";

/** What a delivery is about, with the ways there. */
export function DeliveryFacts({
  delivery: { id, event, contact, webhook, campaign, journey, durationMs },
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
      {journey === null ? null : (
        <KeyValue label="Journey">
          <TextLink href={runOf(workspace, journey)}>{journey.name}</TextLink>
        </KeyValue>
      )}
      {durationMs === null ? null : <KeyValue label="Duration">{durationText(durationMs)}</KeyValue>}
      <KeyValue label="webhook-id" mono copy={id}>
        {id}
      </KeyValue>
    </KeyValueList>
  );
}

/** The run that asked for it, or else the journey. */
const runOf = (workspace: string, { id: journeyId, runId }: NonNullable<DeliveryDetail["journey"]>): string =>
  runId === null ? journeyPath({ workspace, journeyId }) : runPath({ workspace, journeyId }, runId);
