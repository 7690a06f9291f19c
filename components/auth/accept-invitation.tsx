"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field, FieldLabel } from "@/components/ui/field";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { callAccount } from "@/lib/auth/call";
import { joinByInvitationContract, signUpByInvitationContract } from "@/lib/workspaces/contract";
import { authClient, succeed } from "./auth-client";
import { signOut } from "./sign-out";

/** For somebody without an account: name and password; the address is the invited one. */
export function SignUpByInvitation({ token, email }: { token: string; email: string }) {
  const form = useForm({
    resolver: zodResolver(signUpByInvitationContract.body),
    defaultValues: { name: "", password: "" },
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const workspace = await callAccount(signUpByInvitationContract, { token, ...values });
        await succeed(authClient.signIn.email({ email, password: values.password }));
        window.location.assign(`/${workspace.slug}`);
      }}
    >
      <Field>
        <FieldLabel htmlFor="invited-email">Email</FieldLabel>
        <Input id="invited-email" value={email} readOnly autoComplete="username" />
      </Field>
      <FormField control={form.control} name="name" label="Your name">
        {(field) => <Input {...field} autoComplete="name" autoFocus />}
      </FormField>
      <FormField control={form.control} name="password" label="Password" description="At least 8 characters.">
        {(field) => <Input {...field} type="password" autoComplete="new-password" />}
      </FormField>
      <FormError />
      <SubmitButton size="lg">Create account and join</SubmitButton>
    </Form>
  );
}

/** For somebody who is signed in with the invited address. */
export function JoinByInvitation({ token, workspaceName }: { token: string; workspaceName: string }) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function join() {
    setPending(true);
    setFailure(null);
    try {
      const workspace = await callAccount(joinByInvitationContract, { token });
      window.location.assign(`/${workspace.slug}`);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "That did not work. Try again.");
      setPending(false);
    }
  }
  return (
    <div className="flex flex-col gap-4">
      {failure === null ? null : <Callout tone="danger">{failure}</Callout>}
      <Button variant="primary" size="lg" loading={pending} onClick={join}>
        Join {workspaceName}
      </Button>
    </div>
  );
}

/** For somebody who is signed in with another address. */
export function WrongAccount({ token, invited, current }: { token: string; invited: string; current: string }) {
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="warning">
        This invitation is for {invited}, but you are signed in as {current}.
      </Callout>
      <Button size="lg" onClick={() => signOut(`/invitation/${token}`)}>
        Sign out and continue
      </Button>
    </div>
  );
}
