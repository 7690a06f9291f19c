"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { AudienceScreen } from "@/components/audiences/scope";
import { setupTabs } from "@/components/inbound-setup/setup-sheet";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { webhookQuery } from "./queries";
import { SetupSheet } from "./setup/setup-sheet";
import { SignUpFormCard } from "./sign-up-form-card";
import { useGenerate } from "./use-generate";
import { WebhookCard } from "./webhook-card";

/** What the settings say about the way in: the webhook, its sign-up forms, and how to set up whoever sends to it. */
export function WebhookSection({
  doubleOptIn,
  placeholderUrls,
  ...screen
}: AudienceScreen & { doubleOptIn: boolean; placeholderUrls: WebhookUrls }) {
  const { workspace, audienceId, canWrite } = screen;
  const generated = useGenerate({ workspace, audienceId });
  const { data: webhook } = useQuery(webhookQuery({ workspace, audienceId }));
  const [tab, setTab] = useQueryState("setup", parseAsStringLiteral(setupTabs));
  return (
    <>
      <WebhookCard {...screen} generated={generated} onSetup={() => void setTab("request")} />
      {webhook ? <SignUpFormCard key={webhook.id} {...screen} webhook={webhook} /> : null}
      <SetupSheet
        {...screen}
        canTest={canWrite && Boolean(webhook)}
        doubleOptIn={doubleOptIn}
        urls={generated.urls ?? placeholderUrls}
        urlsAreReal={generated.urls !== null}
        tab={tab}
        onTabChange={(next) => void setTab(next)}
      />
    </>
  );
}
