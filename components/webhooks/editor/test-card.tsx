"use client";

import { Send } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import type { Webhook } from "@/lib/webhooks/contract";
import type { WebhookScope } from "../scope";
import type { SetupPanel } from "../screen-state";
import { SetupSheet } from "../setup/setup-sheet";

/** A real request and the code to verify it, without leaving the form. */
export function TestCard({ webhook, isDirty, ...scope }: WebhookScope & { webhook: Webhook; isDirty: boolean }) {
  const [panel, setPanel] = useState<SetupPanel | null>(null);
  return (
    <Card className="pb-4">
      <CardHeader
        title="Try it"
        description={
          isDirty
            ? "A test goes through the webhook as it is saved: your changes are not in it yet."
            : "A real request, with your server’s answer."
        }
        actions={
          <>
            <Button variant="outline" size="sm" onClick={() => setPanel("test")}>
              <Send />
              Send test
            </Button>
            <Button variant="ghost" size="sm" onClick={() => setPanel("verify")}>
              Verify requests
            </Button>
          </>
        }
      />
      {panel === null ? null : (
        <SetupSheet
          {...scope}
          canWrite
          webhookId={webhook.id}
          panel={panel}
          onPanelChange={setPanel}
          onClose={() => setPanel(null)}
        />
      )}
    </Card>
  );
}
