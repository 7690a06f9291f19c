"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { passwordSchema } from "@/lib/auth/password";
import { authClient, succeed } from "./auth-client";

const resetSchema = z.object({ newPassword: passwordSchema });

export function ResetPasswordForm({ token }: { token: string }) {
  const router = useRouter();
  const form = useForm({ resolver: zodResolver(resetSchema), defaultValues: { newPassword: "" } });
  return (
    <Form
      form={form}
      onSubmit={async ({ newPassword }) => {
        await succeed(authClient.resetPassword({ token, newPassword }));
        toast.success("Password changed. Sign in with the new one.");
        router.replace("/sign-in");
      }}
    >
      <FormField control={form.control} name="newPassword" label="New password" description="At least 8 characters.">
        {(field) => <Input {...field} type="password" autoComplete="new-password" autoFocus />}
      </FormField>
      <FormError />
      <SubmitButton size="lg">Change password</SubmitButton>
    </Form>
  );
}
