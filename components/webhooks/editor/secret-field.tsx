"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { SecretPanel } from "@/components/ui/secret-panel";
import { Time } from "@/components/ui/time";
import type { Webhook } from "@/lib/webhooks/contract";
import { webhookLimits } from "@/lib/webhooks/limits";
import type { WebhookFormApi } from "./form-api";
import { generateSecret } from "./generate-secret";

/** Write-only: a stored secret never comes back, one that was generated here is shown until the form is left. */
export function SecretField({ form, webhook }: { form: WebhookFormApi; webhook: Webhook | null }) {
  const [generated, setGenerated] = useState<string | null>(null);
  const secret = useWatch({ control: form.control, name: "secret" });
  const isStored = webhook?.hasSecret === true;
  const set = (value: string | null) => form.setValue("secret", value, { shouldDirty: true, shouldValidate: true });

  if (secret === null)
    return (
      <Callout
        tone="warning"
        title="The secret is removed when you save"
        action={
          <Button variant="outline" size="sm" onClick={() => set("")}>
            Keep it
          </Button>
        }
      >
        Requests are then no longer signed. A receiver that checks signatures will refuse them.
      </Callout>
    );

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <FormField
        control={form.control}
        name="secret"
        label="Secret"
        optional={!isStored}
        action={
          isStored && secret === "" ? (
            <Button variant="link" size="sm" onClick={() => set(null)}>
              Remove secret
            </Button>
          ) : null
        }
        description={
          isStored && secret !== ""
            ? `When you save, the new secret signs. The current one signs too for another ${webhookLimits.previousSecretHours} hours, so that you can change it at the receiver in peace.`
            : "Signs every request, so that the receiver can check that it comes from here and was not changed."
        }
      >
        {({ value, onChange, ...field }) => (
          <div className="flex gap-2">
            <Input
              {...field}
              value={value ?? ""}
              onChange={(event) => {
                setGenerated(null);
                onChange(event);
              }}
              type="password"
              className="text-mono"
              autoComplete="new-password"
              spellCheck={false}
              placeholder={isStored ? "Leave blank to keep the current secret" : ""}
            />
            <Button
              variant="outline"
              onClick={() => {
                const made = generateSecret();
                setGenerated(made);
                set(made);
              }}
            >
              <KeyRound />
              Generate
            </Button>
          </div>
        )}
      </FormField>
      {generated !== null && secret === generated ? (
        <SecretPanel
          title="Copy it now: after saving you won’t see it again"
          description="Your receiver needs it to check signatures."
          secrets={[{ label: "Secret", value: generated }]}
        />
      ) : null}
      {webhook?.previousSecretUntil ? (
        <p className="text-meta text-muted-foreground">
          The secret was changed: the previous one signs too until{" "}
          <Time value={webhook.previousSecretUntil} format="exact" />.
        </p>
      ) : null}
    </div>
  );
}
