"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { ContactCombobox } from "@/components/contacts/contact-combobox";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import { call } from "@/lib/http/client";
import { enterJourneyContract, type Journey } from "@/lib/journeys/contract";
import type { JourneyScope } from "../scope";
import { parseEventData } from "./event-data";

const addSchema = z.object({
  contactId: z.string().min(1, "Choose a contact."),
  data: z.string().refine((text) => parseEventData(text) !== null, 'Enter a JSON object, like {"plan": "pro"}.'),
});

/** Puts a contact into the journey by hand, whatever its trigger waits for. */
export function AddContact(props: JourneyScope & { journey: Journey; onAdded: (runId: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus />
          Add contact
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Add contact"
        description="The contact comes in now, whatever the trigger waits for. Its rule of re-entry holds."
      >
        <AddForm {...props} onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function AddForm({
  workspace,
  journeyId,
  journey,
  onAdded,
  onClose,
}: JourneyScope & { journey: Journey; onAdded: (runId: string) => void; onClose: () => void }) {
  const form = useForm({ resolver: zodResolver(addSchema), defaultValues: { contactId: "", data: "" } });
  const isLive = journey.status === "live";
  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async ({ contactId, data }) => {
        const { runId } = await call(enterJourneyContract, workspace, {
          journeyId,
          contactId,
          data: parseEventData(data) ?? undefined,
        });
        toast.success("The contact is in the journey.");
        onClose();
        onAdded(runId);
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormError />
        {isLive ? null : (
          <Callout tone="warning">
            {journey.status === "paused"
              ? "The journey is paused, so nobody comes in. Resume it first."
              : "The journey is not published yet, so nobody comes in. Publish it first."}
          </Callout>
        )}
        <FormField control={form.control} name="contactId" label="Contact">
          {({ value, onChange, ...field }) => (
            <ContactCombobox
              {...field}
              workspace={workspace}
              audienceId={journey.audienceId}
              contactId={value || null}
              onContactChange={onChange}
            />
          )}
        </FormField>
        <FormField
          control={form.control}
          name="data"
          label="Event data"
          optional
          description="A JSON object. Blocks read it as event.data, as if an event had brought the contact in."
        >
          {(field) => <Textarea {...field} mono spellCheck={false} />}
        </FormField>
      </DialogBody>
      <DialogFooter>
        <SubmitButton disabled={!isLive}>Add contact</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
