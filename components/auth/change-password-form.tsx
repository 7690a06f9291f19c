"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Form, FormActions, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { passwordSchema } from "@/lib/auth/password";
import { authClient, succeed } from "./auth-client";

const changeSchema = z.object({
  currentPassword: z.string().min(1, "Enter your current password"),
  newPassword: passwordSchema,
});

/** Changes the password and signs out everywhere else. */
export function ChangePasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(changeSchema),
    defaultValues: { currentPassword: "", newPassword: "" },
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await succeed(authClient.changePassword({ ...values, revokeOtherSessions: true }));
        form.reset();
        toast.success("Password changed. You were signed out everywhere else.");
        router.refresh();
      }}
    >
      {/* Tells password managers whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <FormField control={form.control} name="currentPassword" label="Current password">
        {(field) => <Input {...field} type="password" autoComplete="current-password" />}
      </FormField>
      <FormField control={form.control} name="newPassword" label="New password" description="At least 8 characters.">
        {(field) => <Input {...field} type="password" autoComplete="new-password" />}
      </FormField>
      <FormError />
      <FormActions>
        <SubmitButton>Change password</SubmitButton>
      </FormActions>
    </Form>
  );
}
