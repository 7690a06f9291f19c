"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { FieldDescription, Field as FieldFrame, FieldLabel } from "@/components/ui/field";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { SheetBody, SheetClose, SheetFooter } from "@/components/ui/sheet";
import type { Audience } from "@/lib/audiences/contract";
import type { Field } from "@/lib/audiences/fields/contract";
import { type ContactDetail, statusLabels } from "@/lib/contacts/contract";
import { ApiError } from "@/lib/http/client";
import { ContactStatusBadge } from "./contact-status-badge";
import { type ContactValues, contactSchemaOf, contactValues, fieldValueOf, isSettable } from "./contact-values";
import { FieldInput } from "./field-input";
import { GroupsInput } from "./groups-input";
import { StatusInput } from "./status-input";
import { TagsInput } from "./tags-input";

/** Address, every data field by its type, tags, groups, status: the body and footer of a sheet. `onSubmit` may throw. */
export function ContactForm({
  audience,
  fields,
  contact,
  submitLabel,
  onSubmit,
  note,
  ...scope
}: AudienceScope & {
  audience: Audience;
  fields: readonly Field[];
  /** The contact to change; a new one when left out. */
  contact?: ContactDetail;
  submitLabel: string;
  onSubmit: (values: ContactValues) => Promise<void>;
  /** Below the address: another way out of a failure. */
  note?: ReactNode;
}) {
  const isNew = contact === undefined;
  const form = useForm({
    resolver: zodResolver(contactSchemaOf(fields, contact)),
    defaultValues: contactValues(fields, audience.doubleOptIn ? "unconfirmed" : "subscribed", contact),
  });

  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={(values) =>
        onSubmit(values).catch((error: unknown) => {
          throw atWholeFields(error);
        })
      }
    >
      <SheetBody>
        <FormError />
        <FormField control={form.control} name="email" label={<Required>Email</Required>}>
          {(input) => (
            <Input
              {...input}
              type="email"
              autoFocus={isNew}
              autoComplete="off"
              spellCheck={false}
              placeholder="jane@example.com"
            />
          )}
        </FormField>
        {note}
        {fields.map((field) => (
          <FormField
            key={field.key}
            control={form.control}
            name={`fields.${field.key}`}
            label={<FieldName field={field} />}
            action={field.type === "datetime" ? <span className="text-muted-foreground">UTC</span> : undefined}
          >
            {({ value, ...input }) => <FieldInput {...input} field={field} value={fieldValueOf(value)} isNew={isNew} />}
          </FormField>
        ))}
        <FormField control={form.control} name="tags" label="Tags">
          {({ value, onChange, ...input }) => (
            <TagsInput {...input} {...scope} value={value ?? []} onValueChange={onChange} />
          )}
        </FormField>
        <FormField control={form.control} name="groupIds" label="Groups">
          {({ value, onChange, ...input }) => (
            <GroupsInput {...input} {...scope} known={contact?.groups} value={value ?? []} onValueChange={onChange} />
          )}
        </FormField>
        {isNew || isSettable(contact.status) ? (
          <FormField control={form.control} name="status" label="Status">
            {({ value, onChange, id, ...input }) => (
              <StatusInput
                id={id}
                aria-describedby={input["aria-describedby"]}
                value={value}
                onValueChange={onChange}
                doubleOptIn={audience.doubleOptIn}
              />
            )}
          </FormField>
        ) : (
          <FinalStatus contact={contact} />
        )}
      </SheetBody>
      <SheetFooter>
        <SheetClose asChild>
          <Button variant="outline">Cancel</Button>
        </SheetClose>
        <SubmitButton>{submitLabel}</SubmitButton>
      </SheetFooter>
    </Form>
  );
}

const FieldName = ({ field }: { field: Field }) => (field.required ? <Required>{field.label}</Required> : field.label);

/** Most fields may stay blank, so those that may not are the ones to mark. */
const Required = ({ children }: { children: ReactNode }) => (
  <>
    {children}
    <span className="font-normal text-meta text-muted-foreground">Required</span>
  </>
);

function FinalStatus({ contact: { status } }: { contact: ContactDetail }) {
  return (
    <FieldFrame>
      <FieldLabel>Status</FieldLabel>
      <div>
        <ContactStatusBadge status={status} />
      </div>
      <FieldDescription>
        {status === "bounced"
          ? "The mailbox refused our mail, so nothing but a new address helps."
          : `${statusLabels[status]} stays: its owner reported our mail as spam.`}
      </FieldDescription>
    </FieldFrame>
  );
}

/** What is wrong with one tag or group is shown at all of them: single ones have no place of their own. */
function atWholeFields(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const issues = error.issues.map((issue) => ({ ...issue, path: issue.path.replace(/^(tags|groupIds)\.\d+$/, "$1") }));
  return new ApiError(error.code, error.message, issues, error.requestId);
}
