"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Form, FormError, FormField, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { instantOf, localInput } from "@/components/ui/local-input";
import { type Campaign, sendCampaignContract } from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import { momentText, useTimeZone } from "../local-moment";
import { keepCampaign } from "../queries";
import type { CampaignScope } from "../scope";
import { nextMorning } from "./next-morning";

/** Asks for date and time in the browser's zone, and says which one that is. */
export function ScheduleDialog({
  scope,
  campaign,
  onClose,
}: {
  scope: CampaignScope;
  campaign: Campaign;
  onClose: () => void;
}) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        size="sm"
        title="When should it go out?"
        description="Whoever is Active in the audience or segment at that moment gets it."
      >
        <ScheduleForm scope={scope} campaign={campaign} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function ScheduleForm({
  scope: { workspace, campaignId },
  campaign,
  onClose,
}: {
  scope: CampaignScope;
  campaign: Campaign;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const timeZone = useTimeZone();
  const form = useForm({
    defaultValues: {
      at: localInput(campaign.scheduledAt === null ? nextMorning(new Date()) : new Date(campaign.scheduledAt)),
    },
  });
  return (
    <Form
      form={form}
      className="min-h-0 flex-1 gap-0"
      onSubmit={async ({ at: local }) => {
        const at = instantOf(local);
        if (at === null) return form.setError("at", { message: "Enter a date and a time." });
        if (Date.parse(at) <= Date.now())
          return form.setError("at", { message: "Choose a moment that is still to come." });
        keepCampaign(queries, workspace, await call(sendCampaignContract, workspace, { campaignId, at }));
        toast.success(`It goes out on ${momentText(at, timeZone)}.`);
        onClose();
      }}
    >
      <DialogBody className="flex flex-col gap-5">
        <FormError />
        <FormField
          control={form.control}
          name="at"
          label="Date and time"
          description={`In your time zone, ${timeZone.replaceAll("_", " ")}.`}
        >
          {(field) => <Input {...field} type="datetime-local" step={60} autoFocus />}
        </FormField>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <SubmitButton>Schedule</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
