"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import type { AudienceScreen } from "@/components/audiences/scope";
import { Card, CardContent, CardFooter, CardHeader } from "@/components/ui/card";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { call } from "@/lib/http/client";
import { type AudienceWebhook, updateWebhookContract } from "@/lib/inbound/contract";
import { webhookQuery } from "./queries";
import { signUpFormSchema, signUpFormValues } from "./sign-up-form-schema";

/** Where a form on a web page leads to, and which pages' scripts may post. */
export function SignUpFormCard({
  webhook,
  workspace,
  audienceId,
  canWrite,
}: AudienceScreen & { webhook: AudienceWebhook }) {
  const queries = useQueryClient();
  const form = useForm({ resolver: zodResolver(signUpFormSchema), defaultValues: signUpFormValues(webhook) });
  return (
    <Card>
      <CardHeader
        title="Sign-up forms"
        description="For forms on web pages that post to the webhook URL. Whoever submits one is sent on to these pages; programs get JSON."
      />
      <Form
        form={form}
        className="gap-0"
        onSubmit={async (values) => {
          const saved = await call(updateWebhookContract, workspace, { audienceId, ...values });
          queries.setQueryData(webhookQuery({ workspace, audienceId }).queryKey, saved);
          form.reset(signUpFormValues(saved));
          toast.success("Sign-up form settings saved.");
        }}
      >
        <CardContent className="flex flex-col gap-5">
          <FormError />
          <div className="grid gap-5 md:grid-cols-2">
            <FormField
              control={form.control}
              name="successRedirect"
              label="Success page"
              optional
              description="Shown after a sign-up. Without one the browser shows the JSON answer."
            >
              {(field) => (
                <Input
                  {...field}
                  inputMode="url"
                  placeholder={canWrite ? "https://example.com/thanks" : "None"}
                  disabled={!canWrite}
                />
              )}
            </FormField>
            <FormField
              control={form.control}
              name="errorRedirect"
              label="Error page"
              optional
              description="Shown when the form is refused. The reason is added as ?error=…"
            >
              {(field) => (
                <Input
                  {...field}
                  inputMode="url"
                  placeholder={canWrite ? "https://example.com/sorry" : "None"}
                  disabled={!canWrite}
                />
              )}
            </FormField>
          </div>
          <FormField
            control={form.control}
            name="allowedOrigins"
            label="Allowed origins"
            optional
            description="One a line: the sites whose scripts may post with fetch and read the answer (CORS); * allows every site. Plain HTML forms and servers need no entry."
          >
            {(field) => (
              <Textarea
                {...field}
                mono
                rows={2}
                placeholder={canWrite ? "https://example.com" : "None"}
                disabled={!canWrite}
                spellCheck={false}
              />
            )}
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
