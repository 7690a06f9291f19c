"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { Form, FormError, FormField, SubmitButton, showFailure } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { SheetBody, SheetClose, SheetFooter } from "@/components/ui/sheet";
import { type WorkspaceWebhook, webhookNameCharactersMax } from "@/lib/inbound/workspace-webhooks/contract";
import { AdvancedFields } from "./advanced-fields";
import { type WebhookFormResult, type WebhookFormValues, webhookFormSchema } from "./form-schema";
import { AudienceField, TagsField, TypeField } from "./target-fields";
import { UrlField } from "./url-field";

/** The settings of a webhook, a new one where `webhook` is null. What deletes contacts is confirmed in words first. */
export function WebhookForm({
  workspace,
  webhook,
  initial,
  onSave,
}: {
  workspace: string;
  webhook: WorkspaceWebhook | null;
  initial: WebhookFormValues;
  /** May throw: the failure is shown at its field. */
  onSave: (values: WebhookFormResult) => Promise<void>;
}) {
  const form = useForm({ resolver: zodResolver(webhookFormSchema), defaultValues: initial });
  const [unconfirmed, setUnconfirmed] = useState<WebhookFormResult | null>(null);
  const name = useWatch({ control: form.control, name: "name" });

  return (
    <>
      <Form
        form={form}
        className="min-h-0 flex-1 gap-0"
        onSubmit={async (values) => {
          if (deletesMore(values, webhook)) setUnconfirmed(values);
          else await onSave(values);
        }}
      >
        <SheetBody className="gap-6">
          <FormError />
          {webhook ? (
            <Field>
              <FieldLabel>URL</FieldLabel>
              <UrlField url={webhook.url} />
              <FieldDescription>It stays the same whatever you change here.</FieldDescription>
            </Field>
          ) : null}
          <FormField
            control={form.control}
            name="name"
            label="Name"
            action={<Counter length={name.length} max={webhookNameCharactersMax} />}
          >
            {(field) => (
              <Input {...field} autoFocus={webhook === null} autoComplete="off" placeholder="Shop sign-ups" />
            )}
          </FormField>
          <TypeField control={form.control} />
          <AudienceField control={form.control} workspace={workspace} />
          <TagsField control={form.control} workspace={workspace} />
          <AdvancedFields form={form} workspace={workspace} webhook={webhook} />
        </SheetBody>
        <SheetFooter>
          <SheetClose asChild>
            <Button variant="outline">Cancel</Button>
          </SheetClose>
          <SubmitButton>{webhook === null ? "Create webhook" : "Save webhook"}</SubmitButton>
        </SheetFooter>
      </Form>
      {unconfirmed ? (
        <ConfirmDelete
          settings={unconfirmed}
          label={webhook === null ? "Create webhook" : "Save webhook"}
          onClose={() => setUnconfirmed(null)}
          onConfirm={() => onSave(unconfirmed).catch((error: unknown) => showFailure(form, error))}
        />
      ) : null}
    </>
  );
}

/** Whether saving lets requests delete contacts that they could not delete before. */
const deletesMore = ({ type, scope }: WebhookFormResult, before: WorkspaceWebhook | null): boolean =>
  type === "DELETE" && (before?.type !== "DELETE" || (before.scope === "audience" && scope === "workspace"));

function ConfirmDelete({
  settings,
  label,
  onClose,
  onConfirm,
}: {
  settings: WebhookFormResult;
  label: string;
  onClose: () => void;
  onConfirm: () => Promise<void>;
}) {
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Let this webhook delete contacts?"
      consequences={[
        settings.scope === "workspace"
          ? "Each request deletes the contact with its address from every audience of this workspace."
          : "Each request deletes the contact with its address from the webhook’s audience.",
        "The contact’s data goes from requests, events and mails too. It can’t be brought back.",
        "Whoever has the URL can do this. Nobody is asked again.",
      ]}
      confirmText="delete contacts"
      confirmLabel={label}
      onConfirm={onConfirm}
    />
  );
}

function Counter({ length, max }: { length: number; max: number }) {
  return (
    <span className={length > max ? "text-danger-foreground tabular-nums" : "text-muted-foreground tabular-nums"}>
      {length}/{max}
      <span className="sr-only"> characters</span>
    </span>
  );
}
