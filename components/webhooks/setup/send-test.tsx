"use client";

import { useMutation } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useId, useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { eventLabel } from "@/lib/events/catalogue";
import type { Webhook } from "@/lib/webhooks/contract";
import { webhookApi } from "../api";
import { hostOf } from "../names";
import type { WebhookScreen } from "../scope";
import { TestResult } from "./test-result";

/** Sends one request through the webhook as it is saved, and shows what went out and what came back. */
export function SendTest({ webhook, canWrite, ...scope }: WebhookScreen & { webhook: Webhook }) {
  const id = useId();
  const [eventType, setEventType] = useState(webhook.events[0] ?? "");
  const test = useMutation({ mutationFn: () => webhookApi(scope).test({ webhookId: webhook.id, eventType }) });
  if (!canWrite) return <Callout>A test needs a role that may change webhooks.</Callout>;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <form
        className="flex min-w-0 flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!test.isPending) test.mutate();
        }}
      >
        <Field>
          <FieldLabel htmlFor={id}>Event</FieldLabel>
          <Select
            id={id}
            options={webhook.events.map((name) => ({ value: name, label: eventLabel(name) }))}
            value={eventType}
            onValueChange={setEventType}
          />
          <FieldDescription>
            A real request to {hostOf(webhook.url)}, made from the newest such event, or from sample data where there is
            none. It is sent even while the webhook is paused, and is not in the log of deliveries.
          </FieldDescription>
        </Field>
        <Button type="submit" variant="primary" loading={test.isPending} className="self-start">
          Send test
        </Button>
      </form>
      {test.error ? (
        <ErrorState
          title="The test could not be sent"
          description={test.error.message}
          requestId={failureOf(test.error)?.requestId}
          onRetry={() => test.mutate()}
          retrying={test.isPending}
        />
      ) : test.data ? (
        <TestResult test={test.data} pending={test.isPending} />
      ) : (
        <EmptyState
          framed
          icon={<FlaskConical />}
          title={test.isPending ? "Waiting for the answer…" : "No test yet"}
          description="The request and what your server answers appear here."
        />
      )}
    </div>
  );
}
