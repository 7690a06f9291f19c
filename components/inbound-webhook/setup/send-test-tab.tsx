"use client";

import { useQueryClient } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import { FormatChoice } from "@/components/inbound-setup/example-controls";
import { SendTestView } from "@/components/inbound-setup/send-test-view";
import { requestsKey } from "@/components/requests/queries";
import { Callout } from "@/components/ui/callout";
import { call } from "@/lib/http/client";
import { testWebhookContract } from "@/lib/inbound/contract";
import { bodyText, contentTypes } from "@/lib/inbound/setup/example-body";
import { formats, ModeChoice } from "./example-controls";
import type { SetupTabProps } from "./setup-sheet";
import type { Example } from "./use-example";

export function SendTestTab({ fields, example, canTest, workspace, audienceId }: SetupTabProps & { example: Example }) {
  const queries = useQueryClient();
  if (!canTest)
    return (
      <Callout>
        A test goes through the audience’s webhook: it needs one that is generated, and a role that may change webhooks.
      </Callout>
    );
  return (
    <SendTestView
      choices={
        <>
          <ModeChoice example={example} columns={2} />
          <FormatChoice
            formats={formats}
            value={example.format}
            onValueChange={(format) => example.choose({ format })}
          />
        </>
      }
      example={bodyText(example.bodyFor(fields), example.format)}
      realTest="A real request: the contact is stored, mail and events go out, and it is logged as a test."
      send={(body, dryRun) =>
        call(testWebhookContract, workspace, {
          audienceId,
          mode: example.mode,
          contentType: contentTypes[example.format],
          body,
          dryRun,
        })
      }
      onSaved={() => {
        void queries.invalidateQueries({ queryKey: audienceKey({ workspace, audienceId }) });
        void queries.invalidateQueries({ queryKey: requestsKey(workspace) });
      }}
    />
  );
}
