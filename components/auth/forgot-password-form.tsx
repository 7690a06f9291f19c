"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Callout } from "@/components/ui/callout";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { emailSchema } from "@/lib/auth/password";
import { authClient, succeed } from "./auth-client";

const forgotSchema = z.object({ email: emailSchema });

/** Asks for a link. What it says afterwards is the same whether the address has an account or not. */
export function ForgotPasswordForm({ mailIsSent }: { mailIsSent: boolean }) {
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(forgotSchema), defaultValues: { email: "" } });
  if (askedFor !== null)
    return (
      <Callout tone="success" title="Done">
        {mailIsSent
          ? `If ${askedFor} has an account, a mail with a link is on its way. The link works once, within one hour.`
          : `If ${askedFor} has an account, a link was made. This installation sends no mail: ask its operator, who finds the link in the mailbox or in the server's log.`}
      </Callout>
    );
  return (
    <Form
      form={form}
      onSubmit={async ({ email }) => {
        await succeed(authClient.requestPasswordReset({ email }));
        setAskedFor(email);
      }}
    >
      <FormField control={form.control} name="email" label="Email">
        {(field) => <Input {...field} type="email" autoComplete="username" autoFocus />}
      </FormField>
      <FormError />
      <SubmitButton size="lg">Send the link</SubmitButton>
    </Form>
  );
}
