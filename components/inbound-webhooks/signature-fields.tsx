"use client";

import { useWatch } from "react-hook-form";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { signatureSchemes } from "@/lib/inbound/signatures/settings";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import type { WebhookFormApi } from "./advanced-fields";
import type { WebhookControl } from "./target-fields";

const schemeOptions = [
  { value: "none", label: "None", description: "Whoever has the URL can use it." },
  ...Object.entries(signatureSchemes).map(([value, { label, description }]) => ({ value, label, description })),
];
const encodings = [
  { value: "hex", label: "Hexadecimal" },
  { value: "base64", label: "Base64" },
];

/** How a request has to prove where it comes from. */
export function SignatureFields({ form, webhook }: { form: WebhookFormApi; webhook: WorkspaceWebhook | null }) {
  const { control } = form;
  const scheme = useWatch({ control, name: "signature.scheme" });
  const isSigned = scheme !== "none";
  return (
    <div className="flex flex-col gap-4">
      <FormField control={control} name="signature.scheme" label="Signature check">
        {({ onChange, ref: _, ...field }) => (
          <RadioCards
            {...field}
            aria-label="Signature check"
            columns={2}
            options={schemeOptions}
            onValueChange={onChange}
          />
        )}
      </FormField>
      {isSigned ? (
        <div className="grid gap-4 sm:grid-cols-2">
          {scheme === "standard" ? null : <HeaderField control={control} />}
          {scheme === "hmac" ? <HmacFields control={control} /> : <ToleranceField control={control} />}
          <SecretField control={control} isStored={Boolean(webhook?.signature)} />
        </div>
      ) : null}
    </div>
  );
}

const HeaderField = ({ control }: { control: WebhookControl }) => (
  <FormField control={control} name="signature.header" label="Header">
    {(field) => (
      <Input {...field} className="text-mono" autoComplete="off" spellCheck={false} placeholder="x-webhook-signature" />
    )}
  </FormField>
);

const HmacFields = ({ control }: { control: WebhookControl }) => (
  <>
    <FormField control={control} name="signature.encoding" label="Encoding">
      {({ onChange, ...field }) => <Select {...field} options={encodings} onValueChange={onChange} />}
    </FormField>
    <FormField
      control={control}
      name="signature.prefix"
      label="Prefix"
      optional
      description="What stands before the signature, like sha256="
    >
      {(field) => <Input {...field} className="text-mono" autoComplete="off" spellCheck={false} />}
    </FormField>
  </>
);

const ToleranceField = ({ control }: { control: WebhookControl }) => (
  <FormField
    control={control}
    name="signature.toleranceSeconds"
    label="Tolerance in seconds"
    description="Older requests are refused, so that nobody can send one again."
  >
    {(field) => <Input {...field} inputMode="numeric" autoComplete="off" />}
  </FormField>
);

/** Write-only: a stored secret never comes back. */
const SecretField = ({ control, isStored }: { control: WebhookControl; isStored: boolean }) => (
  <FormField
    control={control}
    name="signature.secret"
    label="Secret"
    className="sm:col-span-2"
    description={isStored ? undefined : "The one that the sender signs with."}
  >
    {(field) => (
      <Input
        {...field}
        type="password"
        autoComplete="new-password"
        placeholder={isStored ? "Leave blank to keep the current secret" : ""}
      />
    )}
  </FormField>
);
