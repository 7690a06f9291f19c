"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { toast } from "sonner";
import { audienceKey } from "@/components/audiences/queries";
import { requestsKey } from "@/components/requests/queries";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { call } from "@/lib/http/client";
import { testWebhookContract } from "@/lib/inbound/contract";
import { bodyText, contentTypes } from "@/lib/inbound/setup/example-body";
import { FormatChoice, ModeChoice } from "./example-controls";
import type { SetupTabProps } from "./setup-sheet";
import { TestResult } from "./test-result";
import type { Example } from "./use-example";

/** Sends a request through the webhook from here and shows what it did, or would do. */
export function SendTestTab({ fields, example, canTest, workspace, audienceId }: SetupTabProps & { example: Example }) {
  const id = useId();
  const queries = useQueryClient();
  const [edited, setEdited] = useState<string | null>(null);
  const [dryRun, setDryRun] = useState(true);
  const body = edited ?? bodyText(example.bodyFor(fields), example.format);
  const test = useMutation({
    mutationFn: () =>
      call(testWebhookContract, workspace, {
        audienceId,
        mode: example.mode,
        contentType: contentTypes[example.format],
        body,
        dryRun,
      }),
    onSuccess: (result) => {
      if (result.dryRun) return;
      void queries.invalidateQueries({ queryKey: audienceKey({ workspace, audienceId }) });
      void queries.invalidateQueries({ queryKey: requestsKey(workspace) });
      if (result.status < 400) toast.success("Test sent. What it changed is stored.");
      else toast.error(`The test was refused with ${result.status}. Nothing was changed.`);
    },
  });
  if (!canTest)
    return (
      <Callout>
        A test goes through the audience’s webhook: it needs one that is generated, and a role that may change webhooks.
      </Callout>
    );
  return (
    <div className="grid gap-x-7 gap-y-6 lg:grid-cols-2">
      <form
        className="flex min-w-0 flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!test.isPending) test.mutate();
        }}
      >
        <ModeChoice example={example} columns={2} />
        <FormatChoice
          example={{
            ...example,
            choose: (change) => {
              setEdited(null);
              example.choose(change);
            },
          }}
        />
        <Field>
          <FieldLabel
            htmlFor={`${id}-body`}
            action={
              edited === null ? null : (
                <Button variant="link" size="sm" onClick={() => setEdited(null)}>
                  Back to the example
                </Button>
              )
            }
          >
            Body
          </FieldLabel>
          <Textarea
            id={`${id}-body`}
            mono
            rows={8}
            spellCheck={false}
            value={body}
            onChange={(event) => setEdited(event.target.value)}
          />
        </Field>
        <Field orientation="horizontal">
          <div className="flex min-w-0 flex-col gap-1">
            <FieldLabel htmlFor={`${id}-dry`}>Dry run</FieldLabel>
            <FieldDescription id={`${id}-dry-help`}>
              {dryRun
                ? "Everything is done as for a real request and then undone: nothing is saved, sent or logged."
                : "A real request: the contact is stored, mail and events go out, and it is logged as a test."}
            </FieldDescription>
          </div>
          <Switch
            id={`${id}-dry`}
            aria-describedby={`${id}-dry-help`}
            checked={dryRun}
            onCheckedChange={(checked) => setDryRun(checked)}
          />
        </Field>
        <Button type="submit" variant="primary" loading={test.isPending} className="self-start">
          {dryRun ? "Try without saving" : "Send test"}
        </Button>
      </form>
      <TestResult result={test.data} error={test.error} pending={test.isPending} onRetry={() => test.mutate()} />
    </div>
  );
}
