import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { Time } from "@/components/ui/time";
import type { AudienceWebhook } from "@/lib/inbound/contract";
import { Traffic } from "./traffic";

/** Longer than any two clocks of one deployment differ. */
const regeneratedAfterMs = 5_000;

const wasRegenerated = ({ createdAt, regeneratedAt }: AudienceWebhook) =>
  Date.parse(regeneratedAt) - Date.parse(createdAt) > regeneratedAfterMs;

/** `https://…/••••7f3a/2` → `…/••••7f3a/2`: what tells one URL from another. */
const tailOf = (url: string) => `…/${url.split("/").slice(-2).join("/")}`;

/** What is known of a webhook, its URLs masked; `hideUrls` while they stand above in full. */
export function WebhookFacts({
  webhook,
  hideUrls,
  logHref,
}: {
  webhook: AudienceWebhook;
  hideUrls: boolean;
  logHref: string;
}) {
  return (
    <div className="grid gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <KeyValueList>
        {hideUrls ? null : (
          <>
            <KeyValue label="Add and update">
              <MaskedUrl url={webhook.maskedUrls.addAndUpdate} does="Adds a contact or updates an existing contact." />
            </KeyValue>
            <KeyValue label="Add only">
              <MaskedUrl
                url={webhook.maskedUrls.addOnly}
                does="Adds a contact, but returns an error if the contact already exists."
              />
            </KeyValue>
          </>
        )}
        <KeyValue label="Created">
          <Time value={webhook.createdAt} />
        </KeyValue>
        {wasRegenerated(webhook) ? (
          <KeyValue label="Regenerated">
            <Time value={webhook.regeneratedAt} />
          </KeyValue>
        ) : null}
        <KeyValue label="Last request">
          {webhook.traffic.lastRequestAt === null ? "None yet" : <Time value={webhook.traffic.lastRequestAt} />}
        </KeyValue>
      </KeyValueList>
      <Traffic traffic={webhook.traffic} logHref={logHref} />
    </div>
  );
}

const MaskedUrl = ({ url, does }: { url: string; does: string }) => (
  <>
    <code className="text-mono" title={url}>
      {tailOf(url)}
    </code>
    <span className="block text-meta text-muted-foreground">{does}</span>
  </>
);
