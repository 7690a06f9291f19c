"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { numberText } from "@/components/audiences/count-text";
import { audienceNamesQuery } from "@/components/requests/queries";
import { Callout } from "@/components/ui/callout";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { call } from "@/lib/http/client";
import { createJourneyContract } from "@/lib/journeys/contract";
import { journeyTemplates } from "@/lib/journeys/templates";
import { journeyPath } from "./paths";
import { keepJourney } from "./queries";

const createSchema = z.object({
  name: createJourneyContract.body.shape.name,
  audienceId: z.string().min(1, "Choose an audience."),
  template: z.string(),
});

const empty = "empty";
const templateOptions = [
  { value: empty, label: "Empty", description: "Just the trigger." },
  ...journeyTemplates.map(({ id, label, description }) => ({ value: id, label, description })),
];

/** Asks for a name and an audience; then opens the builder of the new draft. */
export function CreateJourneyDialog({ workspace, trigger }: { workspace: string; trigger: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        size="lg"
        title="New journey"
        description="What happens to each contact of an audience, step by step."
      >
        <CreateJourneyForm workspace={workspace} />
      </DialogContent>
    </Dialog>
  );
}

function CreateJourneyForm({ workspace }: { workspace: string }) {
  const router = useRouter();
  const queries = useQueryClient();
  const audiences = useQuery(audienceNamesQuery(workspace));
  const items = audiences.data?.items ?? [];
  const form = useForm({
    resolver: zodResolver(createSchema),
    // Where there is one audience alone, nobody has to choose.
    values: { name: "", audienceId: items.length === 1 ? (items[0]?.id ?? "") : "", template: empty },
    resetOptions: { keepDirtyValues: true },
  });
  const none = audiences.isSuccess && items.length === 0;
  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async ({ template, ...values }) => {
        const graph = journeyTemplates.find(({ id }) => id === template)?.graph;
        const journey = await call(createJourneyContract, workspace, { ...values, graph });
        keepJourney(queries, workspace, journey);
        router.push(journeyPath({ workspace, journeyId: journey.id }));
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormError />
        {none ? (
          <Callout tone="info">
            A journey is for the contacts of an audience, and there is none yet.{" "}
            <Link href={`/${workspace}/audiences`} className="text-link underline underline-offset-4">
              Create an audience
            </Link>{" "}
            first.
          </Callout>
        ) : null}
        <FormField control={form.control} name="name" label="Name" description="For you and your team.">
          {(field) => <Input {...field} autoFocus autoComplete="off" placeholder="Welcome new subscribers" />}
        </FormField>
        <FormField
          control={form.control}
          name="audienceId"
          label="Audience"
          description="Only its contacts come in. It can't be changed later."
        >
          {({ onChange, value, ...field }) => (
            <Combobox
              {...field}
              value={value || null}
              onValueChange={(picked) => onChange(picked ?? "")}
              options={items.map(({ id, name, contacts }) => ({
                value: id,
                label: name,
                hint: `${numberText(contacts.subscribed)} Active`,
              }))}
              placeholder={audiences.isPending ? "Loading…" : "Choose an audience…"}
              searchPlaceholder="Search audiences…"
              emptyText={audiences.isPending ? "Loading…" : "No audience found."}
              disabled={none}
            />
          )}
        </FormField>
        <FormField control={form.control} name="template" label="Start with">
          {({ onChange, ref: _, ...field }) => (
            <RadioCards
              {...field}
              aria-label="Start with"
              columns={2}
              options={templateOptions}
              onValueChange={onChange}
            />
          )}
        </FormField>
      </DialogBody>
      <DialogFooter>
        <SubmitButton disabled={none}>Create and build</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
