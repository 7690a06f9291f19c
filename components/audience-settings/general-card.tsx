"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type { AudienceScreen } from "@/components/audiences/scope";
import { Card, CardContent, CardFooter, CardHeader } from "@/components/ui/card";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { type Audience, updateAudienceContract } from "@/lib/audiences/contract";
import { useSaveAudience } from "./use-save-audience";

const schema = updateAudienceContract.body.pick({ name: true }).required();

/** The audience's name. */
export function GeneralCard({ audience, canWrite, ...scope }: AudienceScreen & { audience: Audience }) {
  const save = useSaveAudience(scope);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: audience.name } });
  return (
    <Card>
      <CardHeader title="General" />
      <Form
        form={form}
        className="gap-0"
        onSubmit={async (values) => {
          const { name } = await save(values);
          form.reset({ name });
          toast.success("Name saved.");
        }}
      >
        <CardContent className="flex flex-col gap-5">
          <FormError />
          <FormField
            control={form.control}
            name="name"
            label="Name"
            description="Contacts see it in confirmation mails."
            className="max-w-md"
          >
            {(field) => <Input {...field} autoComplete="off" disabled={!canWrite} />}
          </FormField>
        </CardContent>
        {canWrite ? (
          <CardFooter className="justify-end">
            <SubmitButton variant="outline" disabled={!form.formState.isDirty}>
              Save
            </SubmitButton>
          </CardFooter>
        ) : null}
      </Form>
    </Card>
  );
}
