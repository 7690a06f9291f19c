"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { SetupSheet, type SetupTab, SetupTabs } from "@/components/inbound-setup/setup-sheet";
import { ErrorState } from "@/components/ui/error-state";
import { SheetBody } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { workspaceWebhookTypes } from "@/lib/inbound/workspace-webhooks/types";
import { workspaceWebhookQuery } from "../queries";
import { AnswersTab } from "./answers-tab";
import { type Example, formatsOf } from "./example";
import { FieldsTab } from "./fields-tab";
import { RequestTab } from "./request-tab";
import { SendTestTab } from "./send-test-tab";

interface SheetProps {
  workspace: string;
  /** False for viewers. */
  canTest: boolean;
  tab: SetupTab;
  onTabChange: (tab: SetupTab | null) => void;
}

/** Setup information of a workspace's webhook, once it is loaded. */
export function SetupSheetOf({ webhookId, ...sheet }: SheetProps & { webhookId: string }) {
  const { data, error, refetch, isRefetching } = useQuery(workspaceWebhookQuery(sheet.workspace, webhookId));
  return (
    <SetupSheet
      open
      onClose={() => sheet.onTabChange(null)}
      description={data ? `${data.name}: ${workspaceWebhookTypes[data.type].consequence}` : "How to call the webhook."}
    >
      {data ? (
        <Views {...sheet} webhook={data} />
      ) : (
        <SheetBody>
          {error ? (
            <ErrorState
              description={error.message}
              requestId={failureOf(error)?.requestId}
              onRetry={() => refetch()}
              retrying={isRefetching}
            />
          ) : (
            <div className="flex flex-col gap-4" role="status" aria-label="Loading setup information">
              <Skeleton className="h-10 rounded-lg" />
              <Skeleton className="h-56 rounded-lg" />
            </div>
          )}
        </SheetBody>
      )}
    </SetupSheet>
  );
}

function Views({ workspace, webhook, canTest, tab, onTabChange }: SheetProps & { webhook: WorkspaceWebhook }) {
  const [choices, setChoices] = useState({ format: formatsOf(webhook)[0] ?? "json", withFields: true });
  const example: Example = {
    ...choices,
    choose: (change) => setChoices((current) => ({ ...current, ...change })),
  };
  return (
    <SetupTabs
      workspace={workspace}
      audienceId={webhook.audienceId}
      tab={tab}
      onTabChange={onTabChange}
      views={(fields) => {
        const props = { workspace, webhook, fields, example };
        return {
          request: <RequestTab {...props} />,
          fields: <FieldsTab {...props} />,
          answers: <AnswersTab {...props} />,
          test: <SendTestTab {...props} canTest={canTest} />,
        };
      }}
    />
  );
}
