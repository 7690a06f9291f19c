"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Form, FormError, SubmitButton, showFailure } from "@/components/ui/form";
import { LeaveGuard } from "@/components/ui/leave-guard";
import type { Webhook } from "@/lib/webhooks/contract";
import { webhookApi } from "../api";
import { webhookName } from "../names";
import { refreshWebhooks } from "../queries";
import { testPath, type WebhookScope, webhooksPath } from "../scope";
import { SwitchOnDialog } from "../switch-on-dialog";
import type { HeldChoice } from "../use-switch";
import { AdvancedFields } from "./advanced-fields";
import { useAudiences, useProperties } from "./audience-data";
import { DeliveryFields } from "./delivery-fields";
import { DestinationFields } from "./destination-fields";
import { EventFields } from "./event-fields";
import { FilterFields } from "./filter-fields";
import { type WebhookFormResult, type WebhookFormValues, webhookFormSchema } from "./form-schema";
import { PayloadFields } from "./payload-fields";
import { PresetMenu, PresetSteps } from "./preset-menu";
import { PreviewPanel } from "./preview-panel";
import { SecurityFields } from "./security-fields";
import { inFormPaths } from "./server-issues";
import { TestCard } from "./test-card";
import { usePreset } from "./use-preset";
import { usePreview } from "./use-preview";

/** One form for a new webhook and for one that is there, in the order of the settings, with the exact request beside it. */
export function WebhookEditor({
  webhook,
  initial,
  audienceId,
  ...scope
}: WebhookScope & {
  /** Null for a new one. */
  webhook: Webhook | null;
  initial: WebhookFormValues;
  /** The campaign's, null for the whole workspace. */
  audienceId: string | null;
}) {
  const router = useRouter();
  const queries = useQueryClient();
  const form = useForm({ resolver: zodResolver(webhookFormSchema), defaultValues: initial });
  const { control } = form;
  const [unanswered, setUnanswered] = useState<WebhookFormResult | null>(null);
  const [chosenEvent, setChosenEvent] = useState<string | null>(null);
  const events = useWatch({ control, name: "events" });
  const eventType = chosenEvent !== null && events.includes(chosenEvent) ? chosenEvent : (events[0] ?? null);
  const audiences = useAudiences(scope.workspace, audienceId);
  const properties = useProperties(scope.workspace, audiences);
  const preview = usePreview(scope, control, webhook?.id ?? null, eventType);
  const { isDirty } = form.formState;
  const [saved, setSaved] = useState(false);
  const back = webhooksPath(scope);
  const home = scope.campaignId === null ? "workspace" : "campaign";
  const presets = usePreset(form, home);

  async function save(settings: WebhookFormResult, held?: HeldChoice) {
    const api = webhookApi(scope);
    const answer = await inFormPaths(
      webhook === null
        ? api.create(settings)
        : api.update({ ...settings, webhookId: webhook.id, ...(held === undefined ? {} : { held }) }),
    );
    setSaved(true);
    await refreshWebhooks(queries, scope);
    toast.success(`${webhookName(answer)} ${webhook === null ? "added" : "saved"}.`, {
      action: { label: "Send test", onClick: () => router.push(testPath(scope, answer.id)) },
    });
    if (answer.warning !== null) toast.warning(answer.warning);
    router.push(back);
  }
  /** Held deliveries are somebody's decision, so saving asks first. */
  const asksFirst = (settings: WebhookFormResult): boolean =>
    webhook !== null && !webhook.active && settings.active && webhook.held > 0;

  return (
    <div className="flex min-w-0 flex-col gap-5">
      <LeaveGuard
        active={isDirty && !saved}
        what={webhook === null ? "The new webhook" : `The webhook ${webhookName(webhook)}`}
      />
      <div className="flex flex-col gap-2">
        <Link
          href={back}
          className="inline-flex items-center gap-1 self-start rounded-sm text-muted-foreground text-table hover:text-foreground"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          Webhooks
        </Link>
        <div className="flex flex-wrap items-start justify-between gap-3">
          <h2 className="min-w-0 text-title [overflow-wrap:anywhere]">
            {webhook === null ? "Add webhook" : webhookName(webhook)}
          </h2>
          <PresetMenu onChoose={presets.choose} />
        </div>
      </div>
      <Form
        form={form}
        className="min-w-0"
        onSubmit={async (settings) => {
          if (asksFirst(settings)) setUnanswered(settings);
          else await save(settings);
        }}
      >
        <div className="grid min-w-0 grid-cols-1 items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_26rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <FormError />
            {presets.preset ? <PresetSteps preset={presets.preset} /> : null}
            <DestinationFields
              control={control}
              isNew={webhook === null}
              urlPlaceholder={presets.preset?.urlPlaceholder}
            />
            <SecurityFields form={form} webhook={webhook} />
            <DeliveryFields control={control} />
            <EventFields control={control} home={home} />
            <PayloadFields form={form} properties={properties} preview={preview} />
            <FilterFields {...scope} control={control} audiences={audiences} />
            <AdvancedFields control={control} />
          </div>
          <aside
            className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-16 lg:max-h-[calc(100dvh-9rem)] lg:overflow-y-auto"
            data-scroll
          >
            <PreviewPanel preview={preview} events={events} eventType={eventType} onEventTypeChange={setChosenEvent} />
            {webhook === null ? null : <TestCard {...scope} webhook={webhook} isDirty={isDirty} />}
          </aside>
        </div>
        <footer className="sticky bottom-0 z-10 -mx-4 -mb-16 flex flex-wrap items-center justify-end gap-2 border-t bg-background px-4 py-3 md:-mx-6 md:px-6">
          <Button variant="outline" asChild>
            <Link href={back}>Cancel</Link>
          </Button>
          <SubmitButton>{webhook === null ? "Add webhook" : "Save webhook"}</SubmitButton>
        </footer>
      </Form>
      {unanswered !== null && webhook !== null ? (
        <SwitchOnDialog
          webhook={webhook}
          onClose={() => setUnanswered(null)}
          onConfirm={(held) => save(unanswered, held).catch((error: unknown) => showFailure(form, error))}
        />
      ) : null}
    </div>
  );
}
