"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { emailSchema } from "@/lib/auth/password";
import { authClient, succeed } from "./auth-client";

const signInSchema = z.object({ email: emailSchema, password: z.string().min(1, "Enter your password") });

/** `returnTo` is a path of this site. */
export function SignInForm({ returnTo, email = "" }: { returnTo: string; email?: string }) {
  const form = useForm({ resolver: zodResolver(signInSchema), defaultValues: { email, password: "" } });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await succeed(authClient.signIn.email(values));
        window.location.assign(returnTo);
      }}
    >
      <FormField control={form.control} name="email" label="Email">
        {(field) => <Input {...field} type="email" autoComplete="username" autoFocus={email === ""} />}
      </FormField>
      <FormField
        control={form.control}
        name="password"
        label="Password"
        action={
          <Link href="/forgot-password" className="text-link underline-offset-4 hover:underline">
            Forgot it?
          </Link>
        }
      >
        {(field) => <Input {...field} type="password" autoComplete="current-password" autoFocus={email !== ""} />}
      </FormField>
      <FormError />
      <SubmitButton size="lg">Sign in</SubmitButton>
    </Form>
  );
}
