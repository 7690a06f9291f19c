"use client";

import { useController, useWatch } from "react-hook-form";
import { Callout } from "@/components/ui/callout";
import { CheckboxField } from "@/components/ui/checkbox";
import { FieldLabel } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import type { Webhook } from "@/lib/webhooks/contract";
import { leadsElsewhere } from "@/lib/webhooks/origin";
import type { WebhookControl, WebhookFormApi } from "./form-api";
import { SecretField } from "./secret-field";
import { Section } from "./section";

const authTypes = [
  { value: "none", label: "None", description: "No credentials are sent." },
  { value: "basic", label: "Basic", description: "User name and password in the Authorization header." },
] as const;

/** How a receiver knows who is calling. */
export function SecurityFields({ form, webhook }: { form: WebhookFormApi; webhook: Webhook | null }) {
  const { control } = form;
  const [method, auth, url] = useWatch({ control, name: ["method", "auth.type", "url"] });
  const hadPassword = webhook?.auth.type === "basic";
  const blankPassword = !hadPassword
    ? ""
    : leadsElsewhere(webhook.url, url)
      ? "Enter it again for the other server"
      : "Leave blank to keep the current password";
  return (
    <Section title="Security" description="How your server knows that a request comes from here.">
      {method === "GET" ? (
        <div className="flex flex-col gap-1.5">
          <FieldLabel>Authentication</FieldLabel>
          <Callout>
            Authentication is available with POST only. A GET request is signed all the same, if you set a secret.
            {hadPassword ? " Saving removes the stored user name and password." : null}
          </Callout>
        </div>
      ) : (
        <>
          <FormField control={control} name="auth.type" label="Authentication">
            {({ onChange, ref: _, ...field }) => (
              <RadioCards
                {...field}
                aria-label="Authentication"
                columns={2}
                options={authTypes}
                onValueChange={onChange}
              />
            )}
          </FormField>
          {auth === "basic" ? <BasicFields control={control} blankPassword={blankPassword} /> : null}
        </>
      )}
      <SecretField form={form} webhook={webhook} />
    </Section>
  );
}

function BasicFields({ control, blankPassword }: { control: WebhookControl; blankPassword: string }) {
  const { field: noPassword } = useController({ control, name: "auth.noPassword" });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormField control={control} name="auth.username" label="Username">
        {(field) => <Input {...field} autoComplete="off" spellCheck={false} />}
      </FormField>
      <FormField control={control} name="auth.password" label="Password">
        {(field) => (
          <Input
            {...field}
            type="password"
            autoComplete="new-password"
            disabled={noPassword.value}
            placeholder={noPassword.value ? "" : blankPassword}
          />
        )}
      </FormField>
      <CheckboxField
        className="sm:col-span-2"
        name={noPassword.name}
        ref={noPassword.ref}
        checked={noPassword.value}
        onBlur={noPassword.onBlur}
        onCheckedChange={(checked) => noPassword.onChange(checked === true)}
        label="No password"
        description="For services that take a key as the user name."
      />
    </div>
  );
}
