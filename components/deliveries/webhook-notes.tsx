"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { DisabledBanner } from "@/components/webhooks/disabled-banner";
import { webhookQuery } from "@/components/webhooks/queries";
import type { Delivery } from "@/lib/deliveries/contract";
import { HealthCard } from "./health-card";
import { HeldNote, HeldOfMany } from "./held-note";
import { refreshDeliveries } from "./queries";
import type { WebhookRef } from "./use-webhook-options";

const refreshMs = 10_000;

/** What is to be said of webhooks above their deliveries: how the chosen one is doing, and what becomes of what is held. */
export function WebhookNotes({
  workspace,
  webhook,
  rows,
  isHeld,
  canResend,
  onChoose,
}: {
  workspace: string;
  webhook: WebhookRef | null;
  rows: readonly Delivery[] | undefined;
  /** Whether the log shows what is held. */
  isHeld: boolean;
  canResend: boolean;
  onChoose: (webhookId: string) => void;
}) {
  if (webhook !== null) return <OfOne workspace={workspace} webhook={webhook} canResend={canResend} />;
  if (!isHeld || !canResend) return null;
  const holding = new Map(rows?.flatMap(({ webhook: one }) => (one === null ? [] : [[one.id, one] as const])));
  return <HeldOfMany webhooks={[...holding.values()]} onChoose={onChoose} />;
}

function OfOne({
  workspace,
  webhook: { id, campaignId },
  canResend,
}: {
  workspace: string;
  webhook: WebhookRef;
  canResend: boolean;
}) {
  const scope = { workspace, campaignId };
  const queries = useQueryClient();
  const webhook = useQuery({ ...webhookQuery(scope, id), refetchInterval: refreshMs }).data;
  if (webhook === undefined) return null;
  return (
    <>
      <DisabledBanner
        {...scope}
        canWrite={canResend}
        webhook={webhook}
        onEnabled={() => void refreshDeliveries(queries, workspace)}
      />
      <HeldNote workspace={workspace} webhook={webhook} canResend={canResend} />
      <HealthCard workspace={workspace} webhook={webhook} />
    </>
  );
}
