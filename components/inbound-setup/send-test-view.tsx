"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { type TestAnswer, TestResult } from "./test-result";

/** Sends a request through a webhook from here and shows what it did, or would do. */
export function SendTestView({
  choices,
  example,
  bodyLabel = "Body",
  realTest,
  send,
  onSaved,
}: {
  /** Above the body; a choice that rewrites the example brings another `example`. */
  choices: ReactNode;
  /** The body that is sent unless it is edited. */
  example: string;
  bodyLabel?: string;
  /** What happens without dry run, in a sentence. */
  realTest: string;
  send: (body: string, dryRun: boolean) => Promise<TestAnswer>;
  /** After a test that was no dry run. */
  onSaved: () => void;
}) {
  const id = useId();
  const [edited, setEdited] = useState<{ of: string; text: string } | null>(null);
  const [dryRun, setDryRun] = useState(true);
  const isEdited = edited !== null && edited.of === example;
  const body = isEdited ? edited.text : example;
  const test = useMutation({
    mutationFn: () => send(body, dryRun),
    onSuccess: (result) => {
      if (result.dryRun) return;
      onSaved();
      if (result.status < 400) toast.success("Test sent. What it changed is stored.");
      else toast.error(`The test was refused with ${result.status}. Nothing was changed.`);
    },
  });
  return (
    <div className="grid gap-x-7 gap-y-6 lg:grid-cols-2">
      <form
        className="flex min-w-0 flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!test.isPending) test.mutate();
        }}
      >
        {choices}
        <Field>
          <FieldLabel
            htmlFor={`${id}-body`}
            action={
              isEdited ? (
                <Button variant="link" size="sm" onClick={() => setEdited(null)}>
                  Back to the example
                </Button>
              ) : null
            }
          >
            {bodyLabel}
          </FieldLabel>
          <Textarea
            id={`${id}-body`}
            mono
            rows={8}
            spellCheck={false}
            value={body}
            onChange={(event) => setEdited({ of: example, text: event.target.value })}
          />
        </Field>
        <Field orientation="horizontal">
          <div className="flex min-w-0 flex-col gap-1">
            <FieldLabel htmlFor={`${id}-dry`}>Dry run</FieldLabel>
            <FieldDescription id={`${id}-dry-help`}>
              {dryRun
                ? "Everything is done as for a real request and then undone: nothing is saved, sent or logged."
                : realTest}
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
