"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { callAccount } from "@/lib/auth/call";
import { createFirstOwnerContract } from "@/lib/workspaces/contract";
import { authClient, succeed } from "./auth-client";

/** The first visit: makes the owner and their workspace, and signs them in. */
export function SetupForm() {
  const form = useForm({
    resolver: zodResolver(createFirstOwnerContract.body),
    defaultValues: { name: "", email: "", password: "", workspaceName: "" },
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const workspace = await callAccount(createFirstOwnerContract, values);
        await succeed(authClient.signIn.email({ email: values.email, password: values.password }));
        window.location.assign(`/${workspace.slug}`);
      }}
    >
      <FormField control={form.control} name="name" label="Your name">
        {(field) => <Input {...field} autoComplete="name" autoFocus />}
      </FormField>
      <FormField control={form.control} name="email" label="Email">
        {(field) => <Input {...field} type="email" autoComplete="username" />}
      </FormField>
      <FormField control={form.control} name="password" label="Password" description="At least 8 characters.">
        {(field) => <Input {...field} type="password" autoComplete="new-password" />}
      </FormField>
      <FormField
        control={form.control}
        name="workspaceName"
        label="Workspace name"
        description="Your company or team. You can rename it later."
      >
        {(field) => <Input {...field} autoComplete="organization" />}
      </FormField>
      <FormError />
      <SubmitButton size="lg">Create account and workspace</SubmitButton>
    </Form>
  );
}
