"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import type { AudienceScreen } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader } from "@/components/ui/card";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input, InputAddon, InputGroup } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { confirmationDefaults, confirmationLimits } from "@/lib/audiences/confirmation";
import { type Audience, updateAudienceContract } from "@/lib/audiences/contract";
import { MailPreview } from "./mail-preview";
import { useSaveAudience } from "./use-save-audience";

const schema = updateAudienceContract.body
  .pick({ doubleOptIn: true, confirmationSubject: true, confirmationText: true, confirmationExpiryDays: true })
  .required();

const valuesOf = ({ doubleOptIn, confirmationSubject, confirmationText, confirmationExpiryDays }: Audience) => ({
  doubleOptIn,
  confirmationSubject,
  confirmationText,
  confirmationExpiryDays,
});

/** Whether new contacts have to confirm their address, and the mail that asks them to. */
export function DoubleOptInCard({
  audience,
  confirmUrl,
  canWrite,
  ...scope
}: AudienceScreen & { audience: Audience; confirmUrl: string }) {
  const save = useSaveAudience(scope);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: valuesOf(audience) });
  const { control, setValue } = form;
  const draft = useWatch({ control });
  const { doubleOptIn = false, confirmationSubject: subject = "", confirmationText: text = "" } = draft;
  const isDefault = subject === confirmationDefaults.subject && text === confirmationDefaults.text;
  const restore = () => {
    setValue("confirmationSubject", confirmationDefaults.subject, { shouldDirty: true, shouldValidate: true });
    setValue("confirmationText", confirmationDefaults.text, { shouldDirty: true, shouldValidate: true });
  };
  return (
    <Card>
      <CardHeader title="Double opt-in" />
      <Form
        form={form}
        className="gap-0"
        onSubmit={async (values) => {
          form.reset(valuesOf(await save(values)));
          toast.success("Double opt-in settings saved.");
        }}
      >
        <CardContent className="grid gap-6 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-5">
            <FormError />
            <FormField
              control={control}
              name="doubleOptIn"
              label="Ask new contacts to confirm"
              orientation="horizontal"
              description={
                doubleOptIn
                  ? "A new contact gets the mail and stays Pending until it confirms. A request with SkipDoubleOptIn true adds it as Active at once."
                  : "New contacts are Active at once and get no mail."
              }
            >
              {({ value, onChange, ...field }) => (
                <Switch {...field} checked={value} onCheckedChange={onChange} disabled={!canWrite} />
              )}
            </FormField>
            <FormField control={control} name="confirmationSubject" label="Subject">
              {(field) => <Input {...field} maxLength={confirmationLimits.subjectCharactersMax} disabled={!canWrite} />}
            </FormField>
            <FormField
              control={control}
              name="confirmationText"
              label="Text"
              description={
                <>
                  <code className="text-mono">{"{{ audience }}"}</code> stands for the audience’s name, here and in the
                  subject. The button with the link comes below the text.
                </>
              }
              action={
                canWrite && !isDefault ? (
                  <Button variant="link" size="sm" onClick={restore}>
                    Use our wording
                  </Button>
                ) : null
              }
            >
              {(field) => <Textarea {...field} rows={5} disabled={!canWrite} />}
            </FormField>
            <FormField
              control={control}
              name="confirmationExpiryDays"
              label="The link works for"
              description="Whoever comes later has to sign up again."
            >
              {({ value, onChange, ...field }) => (
                <InputGroup className="w-28">
                  <Input
                    {...field}
                    type="number"
                    min={1}
                    max={confirmationLimits.expiryDaysMax}
                    value={Number.isNaN(value) ? "" : value}
                    onChange={(event) => onChange(event.target.valueAsNumber)}
                    disabled={!canWrite}
                  />
                  <InputAddon>days</InputAddon>
                </InputGroup>
              )}
            </FormField>
          </div>
          <MailPreview
            audienceName={audience.name}
            subject={subject}
            text={text}
            expiryDays={draft.confirmationExpiryDays || confirmationDefaults.expiryDays}
            url={confirmUrl}
          />
        </CardContent>
        <CardFooter>
          <span>Contacts that are on the list already keep their status.</span>
          {canWrite ? (
            <SubmitButton variant="outline" disabled={!form.formState.isDirty}>
              Save
            </SubmitButton>
          ) : null}
        </CardFooter>
      </Form>
    </Card>
  );
}
