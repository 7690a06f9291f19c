"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { numberText } from "@/components/audiences/count-text";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { FieldDescription, FieldError, Field as FieldFrame, FieldLabel } from "@/components/ui/field";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Sheet, SheetBody, SheetClose, SheetContent, SheetFooter } from "@/components/ui/sheet";
import { Switch } from "@/components/ui/switch";
import { useSettled } from "@/components/ui/use-settled";
import { createFieldContract, type Field, updateFieldContract } from "@/lib/audiences/fields/contract";
import { keyFromLabel, keyIssue } from "@/lib/audiences/fields/shape";
import { call } from "@/lib/http/client";
import { type FieldType, fieldTypeNames, fieldTypes } from "@/lib/mapping/field-types";
import { matchName } from "@/lib/mapping/match-key";
import { fieldTypeIcons } from "./field-type-badge";
import { ImpactNote } from "./impact-note";
import { OptionsInput } from "./options-input";
import { fieldsKey, fieldUsageQuery } from "./queries";
import { ValueInput } from "./value-input";

type FieldSheetProps = AudienceScope & {
  field: Field | null;
  onClose: () => void;
  /** What a new field starts with. */
  suggestion?: { key: string; label: string; type: FieldType };
  /** Says what a new field is good for, where that is not its name in requests. */
  onAdded?: (field: Field) => void;
};

/** Adds a data field, or changes `field`. */
export function FieldSheet({ field, onClose, suggestion, onAdded, ...scope }: FieldSheetProps) {
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent
        title={field === null ? "Add data field" : field.label}
        description={field === null ? "A value that each contact can have." : "Key and type stay as they are."}
      >
        <FieldForm {...scope} field={field} onClose={onClose} suggestion={suggestion} onAdded={onAdded} />
      </SheetContent>
    </Sheet>
  );
}

const typeOptions = fieldTypeNames.map((type) => {
  const Icon = fieldTypeIcons[type];
  const { label, description } = fieldTypes[type];
  return { value: type, label, description, icon: <Icon /> };
});

const typingMs = 250;

const blank = {
  key: "",
  label: "",
  type: "text" as const,
  options: [],
  required: false,
  default: null,
  private: false,
};

function FieldForm({ field, onClose, suggestion, onAdded, ...scope }: FieldSheetProps) {
  const queries = useQueryClient();
  const form = useForm({
    resolver: zodResolver(createFieldContract.body),
    defaultValues: field === null ? { ...blank, ...suggestion } : valuesOf(field),
  });
  const [key, label, type, options = [], required, defaultValue = null] = useWatch({
    control: form.control,
    name: ["key", "label", "type", "options", "required", "default"],
  });

  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async ({ key, type: newType, ...values }) => {
        const { audienceId, workspace } = scope;
        const saved =
          field === null
            ? await call(createFieldContract, workspace, {
                audienceId,
                key: key || undefined,
                type: newType,
                ...values,
              })
            : await call(updateFieldContract, workspace, { audienceId, key: field.key, ...values });
        await queries.invalidateQueries({ queryKey: fieldsKey(scope) });
        if (field !== null) toast.success(`${saved.label} saved.`);
        else if (onAdded) onAdded(saved);
        else toast.success(`${saved.label} added. Requests name it ${saved.key}.`);
        onClose();
      }}
    >
      <SheetBody>
        <FormError />
        <FormField control={form.control} name="label" label="Label">
          {(input) => <Input {...input} autoFocus={field === null} autoComplete="off" placeholder="First name" />}
        </FormField>
        {field === null ? (
          <FormField
            control={form.control}
            name="key"
            label="Key"
            optional
            description="What requests and templates call the field. It can't be changed later. Case, “_”, “-” and spaces make no difference in requests."
          >
            {({ value, ...input }) => (
              <Input
                {...input}
                value={value ?? ""}
                autoComplete="off"
                spellCheck={false}
                autoCapitalize="off"
                className="text-mono"
                placeholder={keyFromLabel(label) ?? "first_name"}
              />
            )}
          </FormField>
        ) : (
          <KeyShown field={field} />
        )}
        {field === null ? (
          <FormField control={form.control} name="type" label="Type" description={fieldTypes[type].description}>
            {({ onChange, ...input }) => (
              <Select
                {...input}
                options={typeOptions}
                onValueChange={(picked) => {
                  onChange(picked);
                  form.setValue("default", null);
                  form.setValue("options", picked === "choice" ? [""] : []);
                  form.clearErrors(["default", "options"]);
                }}
              />
            )}
          </FormField>
        ) : null}
        {type === "choice" ? (
          <FormField control={form.control} name="options" label="Options">
            {({ value, onChange, id }, { error }) => (
              <>
                <OptionsInput id={id} value={value ?? []} onChange={onChange} invalid={error !== undefined} />
                <FieldError>{optionMessage(error)}</FieldError>
              </>
            )}
          </FormField>
        ) : null}
        {field?.type === "choice" ? <RemovedOptions {...scope} field={field} options={options} /> : null}
        <FormField
          control={form.control}
          name="default"
          label="Default"
          optional
          description={`New contacts that come without a value get it.${type === "datetime" ? " The time is UTC." : ""}`}
        >
          {({ value, ...input }) => (
            <ValueInput {...input} type={type} options={distinct(options)} value={value ?? null} />
          )}
        </FormField>
        <FormField
          control={form.control}
          name="required"
          label="Required"
          description="The audience's webhook refuses new contacts that come without it."
          orientation="horizontal"
        >
          {({ value, onChange, ...input }) => <Switch {...input} checked={value ?? false} onCheckedChange={onChange} />}
        </FormField>
        {required && field?.required !== true ? (
          <DraftImpact {...scope} draft={{ key: key || keyFromLabel(label) || "", label, default: defaultValue }} />
        ) : null}
        <FormField
          control={form.control}
          name="private"
          label="Private"
          description="For your team only: never shown on pages that contacts can open."
          orientation="horizontal"
        >
          {({ value, onChange, ...input }) => <Switch {...input} checked={value ?? false} onCheckedChange={onChange} />}
        </FormField>
      </SheetBody>
      <SheetFooter>
        <SheetClose asChild>
          <Button variant="outline">Cancel</Button>
        </SheetClose>
        <SubmitButton>{field === null ? "Add field" : "Save field"}</SubmitButton>
      </SheetFooter>
    </Form>
  );
}

const valuesOf = ({ key, label, type, options, required, default: value, private: isPrivate }: Field) => ({
  key,
  label,
  type,
  options,
  required,
  default: value,
  private: isPrivate,
});

/** The note for what is being typed, once that is a key. */
function DraftImpact({ draft, ...scope }: AudienceScope & { draft: Pick<Field, "key" | "label" | "default"> }) {
  const settled = useSettled(draft, typingMs);
  if (keyIssue(settled.key) !== null) return null;
  return <ImpactNote {...scope} field={{ ...settled, label: settled.label || settled.key }} />;
}

function KeyShown({ field }: { field: Field }) {
  return (
    <FieldFrame>
      <FieldLabel>Key and type</FieldLabel>
      <span className="flex items-center gap-1 text-mono">
        {field.key}
        <CopyButton value={field.key} label="Copy key" />
        <span className="text-muted-foreground">{fieldTypes[field.type].label}</span>
      </span>
      <FieldDescription>{fieldTypes[field.type].description}</FieldDescription>
    </FieldFrame>
  );
}

/** What is wrong with the first wrong option; what is wrong with all of them is the form field's own to show. */
function optionMessage(error: unknown): string | undefined {
  const wrong: unknown = Array.isArray(error) ? error.find((each: unknown) => each !== undefined) : undefined;
  if (typeof wrong !== "object" || wrong === null || !("message" in wrong)) return undefined;
  return String(wrong.message);
}

/** What the default may be while options are still being typed. */
const distinct = (options: readonly string[]): string[] =>
  [...new Set(options.map((option) => option.trim()))].filter(Boolean);

/** Names the options that are about to go while contacts have them. */
function RemovedOptions({ field, options, ...scope }: AudienceScope & { field: Field; options: readonly string[] }) {
  const usage = useQuery(fieldUsageQuery(scope, field.key));
  const kept = new Set(options.map((option) => matchName(option.trim())));
  const lost = (usage.data?.options ?? []).filter(
    ({ option }) => field.options.includes(option) && !kept.has(matchName(option)),
  );
  if (lost.length === 0) return null;
  return (
    <Callout tone="warning" title="Contacts have options that you removed">
      {lost.map(({ option, contacts }) => `${option} (${numberText(contacts)})`).join(", ")}. They keep them; requests
      that send them will be refused.
    </Callout>
  );
}
