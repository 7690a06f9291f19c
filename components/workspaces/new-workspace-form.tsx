"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { callAccount } from "@/lib/auth/call";
import { createWorkspaceContract } from "@/lib/workspaces/contract";

export function NewWorkspaceForm() {
  const router = useRouter();
  const form = useForm({ resolver: zodResolver(createWorkspaceContract.body), defaultValues: { name: "" } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const { slug } = await callAccount(createWorkspaceContract, values);
        router.push(`/${slug}`);
      }}
    >
      <FormField control={form.control} name="name" label="Name">
        {(field) => <Input {...field} autoComplete="organization" autoFocus />}
      </FormField>
      <FormError />
      <SubmitButton size="lg">Create workspace</SubmitButton>
    </Form>
  );
}
