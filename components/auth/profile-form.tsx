"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { Form, FormActions, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { nameSchema } from "@/lib/auth/password";
import { authClient, succeed } from "./auth-client";

const profileSchema = z.object({ name: nameSchema });

export function ProfileForm({ name, email }: { name: string; email: string }) {
  const router = useRouter();
  const form = useForm({ resolver: zodResolver(profileSchema), defaultValues: { name } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await succeed(authClient.updateUser(values));
        form.reset(values);
        toast.success("Name saved");
        router.refresh();
      }}
    >
      <FormField control={form.control} name="name" label="Name">
        {(field) => <Input {...field} autoComplete="name" />}
      </FormField>
      <Field>
        <FieldLabel htmlFor="account-email">Email</FieldLabel>
        <Input id="account-email" value={email} readOnly aria-describedby="account-email-help" />
        <FieldDescription id="account-email-help">You sign in with this address. It can't be changed.</FieldDescription>
      </Field>
      <FormError />
      <FormActions>
        <SubmitButton disabled={!form.formState.isDirty}>Save name</SubmitButton>
      </FormActions>
    </Form>
  );
}
