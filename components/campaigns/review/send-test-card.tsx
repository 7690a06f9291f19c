"use client";

import Link from "next/link";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { ContactCombobox } from "@/components/contacts/contact-combobox";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { Form, FormActions, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { type Campaign, testCampaignContract } from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import type { CampaignScope } from "../scope";
import { addressesIn } from "./addresses";

/** Sends the campaign to a few addresses as one contact would get it. */
export function SendTestCard({
  scope: { workspace, campaignId },
  campaign,
  ownEmail,
}: {
  scope: CampaignScope;
  campaign: Campaign;
  ownEmail: string;
}) {
  const [contactId, setContactId] = useState<string | null>(null);
  const form = useForm({ defaultValues: { to: ownEmail } });
  return (
    <Card>
      <CardHeader
        title="Send a test"
        description="The real mail, to you and whom you ask. Nothing of it is counted, and its unsubscribe link does nothing."
      />
      <CardContent>
        <Form
          form={form}
          className="gap-4"
          onSubmit={async ({ to: text }) => {
            const parsed = testCampaignContract.body.shape.to.safeParse(addressesIn(text));
            if (!parsed.success) return form.setError("to", { message: problemOf(text) });
            const { queued } = await call(testCampaignContract, workspace, {
              campaignId,
              to: parsed.data,
              contactId: contactId ?? undefined,
            });
            toast.success(queued === 1 ? "The test is on its way." : `${queued} tests are on their way.`, {
              action: (
                <Link href={`/${workspace}/mailbox`} className="ml-auto shrink-0 font-medium text-link hover:underline">
                  Mailbox
                </Link>
              ),
            });
          }}
        >
          <FormError />
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField
              control={form.control}
              name="to"
              label="Addresses"
              description="Up to five, with commas between them."
            >
              {(field) => <Input {...field} inputMode="email" autoComplete="off" />}
            </FormField>
            <Field>
              <FieldLabel htmlFor="test-contact" optional>
                As
              </FieldLabel>
              <ContactCombobox
                id="test-contact"
                workspace={workspace}
                audienceId={campaign.audienceId}
                contactId={contactId}
                onContactChange={setContactId}
                placeholder="The newest Active contact"
              />
              <FieldDescription>Whose values stand for the merge tags.</FieldDescription>
            </Field>
          </div>
          <FormActions>
            <SubmitButton variant="outline">Send test</SubmitButton>
          </FormActions>
        </Form>
      </CardContent>
    </Card>
  );
}

/** Which of the addresses is the problem, in the words of the contract where it has some. */
function problemOf(text: string): string {
  const addresses = addressesIn(text);
  const { to } = testCampaignContract.body.shape;
  const wrong = addresses.find((address) => !to.safeParse([address]).success);
  if (wrong !== undefined) return `${wrong} is no email address.`;
  return addresses.length === 0 ? "Enter an address." : "Five addresses are the most.";
}
