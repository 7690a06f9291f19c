"use client";

import { useQuery } from "@tanstack/react-query";
import { failureOf } from "@/components/audiences/failure";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { hostOf, webhookName } from "../names";
import { webhookQuery } from "../queries";
import type { WebhookScreen } from "../scope";
import { type SetupPanel, setupPanels } from "../screen-state";
import { SendTest } from "./send-test";
import { Verify } from "./verify";

const labels: Record<SetupPanel, string> = { test: "Send test", verify: "Verify requests" };
const toPanel = (text: string): SetupPanel => setupPanels.find((each) => each === text) ?? "verify";

/** What whoever builds the receiver needs: a request to try it with, and code that checks where one comes from. */
export function SetupSheet({
  webhookId,
  panel,
  onPanelChange,
  onClose,
  ...screen
}: WebhookScreen & {
  webhookId: string;
  panel: SetupPanel;
  onPanelChange: (panel: SetupPanel) => void;
  onClose: () => void;
}) {
  const { data: webhook, error, refetch, isRefetching } = useQuery(webhookQuery(screen, webhookId));
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent
        size="lg"
        title={webhook ? webhookName(webhook) : "Webhook"}
        description={webhook?.name ? hostOf(webhook.url) : "Try the receiver, and let it check what it gets."}
      >
        <Tabs value={panel} onValueChange={(next) => onPanelChange(toPanel(next))} className="min-h-0 flex-1 gap-0">
          <TabsList className="shrink-0 px-5" aria-label="Set-up">
            {setupPanels.map((each) => (
              <TabsTrigger key={each} value={each}>
                {labels[each]}
              </TabsTrigger>
            ))}
          </TabsList>
          <SheetBody>
            {webhook ? (
              <>
                <TabsContent value="test">
                  <SendTest {...screen} webhook={webhook} />
                </TabsContent>
                <TabsContent value="verify">
                  <Verify webhook={webhook} />
                </TabsContent>
              </>
            ) : error ? (
              <ErrorState
                description={error.message}
                requestId={failureOf(error)?.requestId}
                onRetry={() => refetch()}
                retrying={isRefetching}
              />
            ) : (
              <div role="status" aria-label="Loading the webhook" className="flex flex-col gap-4">
                <Skeleton className="h-8 rounded-md" />
                <Skeleton className="h-40 rounded-lg" />
              </div>
            )}
          </SheetBody>
        </Tabs>
      </SheetContent>
    </Sheet>
  );
}
