"use client";

import { useQueryClient } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import { FormatChoice } from "@/components/inbound-setup/example-controls";
import { SendTestView } from "@/components/inbound-setup/send-test-view";
import { requestsKey } from "@/components/requests/queries";
import { Callout } from "@/components/ui/callout";
import { call } from "@/lib/http/client";
import { bodyText, contentTypes } from "@/lib/inbound/setup/example-body";
import { testWorkspaceWebhookContract } from "@/lib/inbound/workspace-webhooks/contract";
import { workspaceWebhooksKey } from "../queries";
import { exampleOf, formatsOf, type SetupTabProps } from "./example";

export function SendTestTab({ workspace, webhook, fields, example, canTest }: SetupTabProps & { canTest: boolean }) {
  const queries = useQueryClient();
  if (!canTest) return <Callout>A test needs a role that may change webhooks.</Callout>;
  const { format } = example;
  return (
    <SendTestView
      choices={
        <FormatChoice
          formats={formatsOf(webhook)}
          value={format}
          columns={3}
          onValueChange={(next) => example.choose({ format: next })}
        />
      }
      example={bodyText(exampleOf(webhook, fields, example).body, format)}
      bodyLabel={format === "query" ? "Query string" : "Body"}
      realTest={
        webhook.type === "DELETE"
          ? "A real request: the contact with this address is deleted for good."
          : "A real request: the contact is changed, mail and events go out, and it is logged as a test."
      }
      send={(body, dryRun) =>
        call(testWorkspaceWebhookContract, workspace, {
          webhookId: webhook.id,
          method: format === "query" ? "GET" : "POST",
          contentType: contentTypes[format] ?? undefined,
          body,
          dryRun,
        })
      }
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: audienceKey({ workspace, audienceId: webhook.audienceId }) });
        void queries.invalidateQueries({ queryKey: requestsKey(workspace) });
        void queries.invalidateQueries({ queryKey: workspaceWebhooksKey(workspace) });
      }}
    />
  );
}
