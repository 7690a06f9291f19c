"use client";

import { useQuery } from "@tanstack/react-query";
import { Redo2 } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { SheetSection } from "@/components/ui/sheet";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { webhookQuery } from "@/components/webhooks/queries";
import { RequestView } from "@/components/webhooks/request-view";
import { webhookPath } from "@/components/webhooks/scope";
import { Verify } from "@/components/webhooks/setup/verify";
import type { DeliveryDetail } from "@/lib/deliveries/contract";
import { curlOf } from "@/lib/webhooks/curl";
import { asLastSent } from "./as-last-sent";
import { Attempts } from "./attempts";
import { DeliveryFacts } from "./delivery-facts";
import { HeldChoices } from "./held-choices";
import { outlookOf } from "./outlook";
import { OutlookCallout } from "./outlook-callout";
import { DeliveryStateBadge } from "./states";
import { useResend } from "./use-resend";

const tabs = ["attempts", "request", "verify"] as const;

/** A delivery: how it stands, what can be done, and everything that went out and came back. */
export function DeliveryDetails({
  delivery,
  workspace,
  canResend,
}: {
  delivery: DeliveryDetail;
  workspace: string;
  canResend: boolean;
}) {
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("attempts"));
  // A block's webhook is part of its journey: nobody opens or changes it by itself.
  const isOfBlock = delivery.journey !== null;
  const scope = { workspace, campaignId: delivery.webhook?.campaignId ?? null };
  const webhook = useQuery({
    ...webhookQuery(scope, delivery.webhook?.id ?? ""),
    enabled: delivery.webhook !== null && !isOfBlock,
  }).data;
  const resend = useResend(workspace);
  const settingsHref =
    canResend && delivery.webhook !== null && !isOfBlock ? webhookPath(scope, delivery.webhook.id) : null;
  const isOff = webhook !== undefined && (!webhook.active || webhook.disabled !== null);
  const sendable = delivery.webhook !== null && delivery.request !== null;
  const isSending = delivery.state === "pending" && delivery.nextAttemptAt === null;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex items-center gap-2">
          <DeliveryStateBadge state={delivery.state} />
          {delivery.responseStatus === null ? null : <span className="text-mono">{delivery.responseStatus}</span>}
        </span>
        {!canResend || !sendable ? null : isOff && webhook !== undefined ? (
          delivery.state === "held" ? (
            <HeldChoices workspace={workspace} webhook={webhook} dropLabel="Drop all held" sendLabel="Send all held" />
          ) : null
        ) : (
          <Button
            variant="primary"
            size="sm"
            loading={resend.isPending}
            disabled={isSending}
            onClick={() => resend.mutate(delivery)}
          >
            <Redo2 />
            {labels[delivery.state]}
          </Button>
        )}
      </div>
      <OutlookCallout outlook={outlookOf(delivery, webhook ?? null, Date.now())} />
      <DeliveryFacts delivery={delivery} workspace={workspace} settingsHref={settingsHref} />
      <Tabs
        value={isOfBlock && tab === "verify" ? "attempts" : tab}
        onValueChange={(next) => void setTab(tabs.find((each) => each === next) ?? null)}
      >
        <TabsList aria-label="Details">
          <TabsTrigger value="attempts" count={delivery.attemptCount}>
            Attempts
          </TabsTrigger>
          <TabsTrigger value="request">Request</TabsTrigger>
          {isOfBlock ? null : <TabsTrigger value="verify">Verify</TabsTrigger>}
        </TabsList>
        <TabsContent value="attempts">
          <Attempts delivery={delivery} settingsHref={settingsHref} />
        </TabsContent>
        <TabsContent value="request">
          <RequestTab delivery={delivery} />
        </TabsContent>
        <TabsContent value="verify">
          {webhook === undefined ? (
            <p className="text-muted-foreground text-table">
              {delivery.webhook === null ? "Its webhook was deleted." : "Loading the webhook…"}
            </p>
          ) : (
            <Verify webhook={webhook} />
          )}
        </TabsContent>
      </Tabs>
    </>
  );
}

const labels: Record<DeliveryDetail["state"], string> = {
  succeeded: "Resend",
  failed: "Resend",
  pending: "Retry now",
  held: "Send",
};

/** What every attempt sends. */
function RequestTab({ delivery }: { delivery: DeliveryDetail }) {
  const { request } = delivery;
  if (request === null)
    return (
      <p className="text-muted-foreground text-table">
        There is nothing to show any more: its data went with the contact, or its webhook was deleted before it was
        sent.
      </p>
    );
  return (
    <SheetSection
      title="As the next attempt would send it"
      actions={
        <CopyButton variant="outline" value={() => curlOf(asLastSent(delivery) ?? request)}>
          Copy as curl
        </CopyButton>
      }
    >
      <RequestView request={request} />
      <p className="text-pretty text-meta text-muted-foreground">
        Every attempt has these bytes and the same webhook-id; its time and signature are its own. The curl command has
        those of the last attempt. Passwords stay masked.
      </p>
    </SheetSection>
  );
}
