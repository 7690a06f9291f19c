"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Form, FormActions, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { call } from "@/lib/http/client";
import {
  type Retention,
  retentionBody,
  retentionDays,
  updateRetentionContract,
} from "@/lib/workspaces/retention/contract";

const lines: { name: keyof Retention; label: string; description: string }[] = [
  {
    name: "keepBodiesDays",
    label: "Bodies of requests",
    description: "What senders sent, with headers, IP address and user agent. Without it a request can’t be replayed.",
  },
  {
    name: "keepRequestsDays",
    label: "Requests",
    description: "That a request came, from which address, and what became of it.",
  },
  {
    name: "keepEventsDays",
    label: "Events",
    description:
      "What happened to contacts, and what became of each mail of a campaign. Segments and reports go on counting what is gone.",
  },
  {
    name: "keepDeliveriesDays",
    label: "Deliveries and mails",
    description:
      "What was sent to webhooks and how they answered, and the mails in the Mailbox. What has not been sent yet stays.",
  },
];

/** How many days requests, events and deliveries are kept. */
export function RetentionForm({
  workspace,
  retention,
  mayChange,
}: {
  workspace: string;
  retention: Retention;
  mayChange: boolean;
}) {
  const form = useForm({ resolver: zodResolver(retentionBody), defaultValues: retention, disabled: !mayChange });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        form.reset(await call(updateRetentionContract, workspace, values));
        toast.success("Saved. What is older goes within the hour.");
      }}
    >
      {lines.map(({ name, label, description }) => (
        <FormField key={name} control={form.control} name={name} label={label} description={description}>
          {({ value, onChange, ...field }) => (
            <span className="flex items-center gap-2">
              <Input
                {...field}
                type="number"
                inputMode="numeric"
                min={retentionDays.min}
                max={retentionDays.max}
                className="w-28"
                value={Number.isFinite(value) ? value : ""}
                onChange={(event) => onChange(event.target.valueAsNumber)}
              />
              <span className="text-muted-foreground text-table">days</span>
            </span>
          )}
        </FormField>
      ))}
      <FormError />
      {mayChange ? (
        <FormActions>
          <SubmitButton disabled={!form.formState.isDirty}>Save days</SubmitButton>
        </FormActions>
      ) : (
        <p className="text-meta text-muted-foreground">Only admins may change this.</p>
      )}
    </Form>
  );
}
