"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type KeyboardEvent, useEffect, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { FormError } from "@/components/ui/form";
import { LeaveGuard } from "@/components/ui/leave-guard";
import type { Campaign } from "@/lib/campaigns/contract";
import { PreviewPanel } from "../preview/preview-panel";
import { usePreview } from "../preview/use-preview";
import { Warnings } from "../preview/warnings";
import type { CampaignScope } from "../scope";
import { AdvancedFields } from "./advanced-fields";
import { ContentFields } from "./content-fields";
import { type Draft, draftOf, draftSchema } from "./draft";
import { EnvelopeFields } from "./envelope-fields";
import { RecipientsFields } from "./recipients-fields";
import { SaveState } from "./save-state";
import { useAutosave } from "./use-autosave";

/** Who gets a campaign and what they read, saved while it is written, with the mail as one contact would get it beside it. */
export function CampaignEditor({ workspace, campaign }: { workspace: string; campaign: Campaign }) {
  const scope: CampaignScope = { workspace, campaignId: campaign.id };
  const [start] = useState(() => draftOf(campaign));
  const form = useForm<Draft>({ resolver: zodResolver(draftSchema), defaultValues: start, mode: "onBlur" });
  const { state, save } = useAutosave(scope, form, start);
  const preview = usePreview(scope, campaign.audienceId, form.control);

  // The checklist leads to a field by its name.
  useEffect(() => {
    const name = draftSchema.keyof().safeParse(window.location.hash.slice(1));
    if (name.success) form.setFocus(name.data);
  }, [form]);

  function saveOnShortcut(event: KeyboardEvent) {
    if (event.key.toLowerCase() !== "s" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    void save();
  }

  return (
    <FormProvider {...form}>
      <LeaveGuard active={state === "refused" || state === "failed"} what={`The campaign ${campaign.name}`} />
      <div className="grid min-w-0 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <form
          noValidate
          aria-label="Content"
          className="flex min-w-0 flex-col gap-5"
          onKeyDown={saveOnShortcut}
          onBlur={() => {
            if (state === "unsaved") void save();
          }}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <FormError />
          <RecipientsFields scope={scope} saved={campaign} />
          <EnvelopeFields workspace={workspace} />
          <ContentFields workspace={workspace} problemLines={preview.problemLines} />
          <AdvancedFields />
        </form>
        <PreviewPanel
          workspace={workspace}
          audienceId={campaign.audienceId}
          preview={preview}
          notes={<Warnings warnings={preview.query.data?.warnings ?? []} />}
          status={<SaveState state={state} onRetry={() => void save()} />}
        />
      </div>
    </FormProvider>
  );
}
