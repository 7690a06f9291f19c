"use client";

import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { webhookQuery } from "@/components/inbound-webhook/queries";
import { webhookNamesQuery } from "@/components/requests/queries";
import { allSegmentsQuery } from "@/components/segments/queries";
import { Callout } from "@/components/ui/callout";
import { Combobox } from "@/components/ui/combobox";
import { InputAddon, InputGroup } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { useEditing } from "../builder/editing";
import { draftChoice, draftConditions, draftNumber, draftText } from "./drafts";
import { ConditionsField } from "./parts/conditions-field";
import { EventChoice } from "./parts/event-choice";
import { NumberInput } from "./parts/number-input";
import { Setting } from "./parts/setting";
import { type BlockFormProps, useSettings } from "./use-settings";

const reentryDraft = z.object({ mode: draftChoice(["once", "period", "always"]), days: draftNumber(30) });
const draft = z.object({
  on: draftChoice(["event", "segment", "inbound", "manual"]),
  event: draftText,
  conditions: draftConditions,
  segmentId: draftText,
  when: draftChoice(["entered", "left"]),
  webhookId: draftText,
  reentry: reentryDraft.catch({ mode: "once", days: 30 }),
});
type Trigger = z.output<typeof draft>;

const starts = [
  { value: "event", label: "Something happens", description: "To a contact of this audience" },
  { value: "segment", label: "A segment changes", description: "The contact enters or leaves it" },
  { value: "inbound", label: "An inbound webhook is called", description: "With a contact of this audience" },
  { value: "manual", label: "By hand", description: "Or by your own systems, through the API" },
] as const;

const whenOptions = [
  { value: "entered", label: "Enters it" },
  { value: "left", label: "Leaves it" },
] as const;

/** Only the settings that a way of starting knows. */
const settingsOf: Record<Trigger["on"], (trigger: Trigger) => Record<string, unknown>> = {
  event: ({ event, conditions }) => ({ event, conditions }),
  segment: ({ segmentId, when }) => ({ segmentId, when }),
  inbound: ({ webhookId, conditions }) => ({ webhookId, conditions }),
  manual: () => ({}),
};

export function TriggerForm({ node }: BlockFormProps) {
  const { value, set, replace } = useSettings(node, draft);
  const { on, event, conditions, segmentId, when, webhookId, reentry } = value;
  return (
    <>
      <Setting path="on" label="Starts when">
        {(control) => (
          <RadioCards
            {...control}
            aria-label="Starts when"
            options={starts}
            value={on}
            onValueChange={(next) => replace({ on: next, ...settingsOf[next](value), reentry: storedReentry(reentry) })}
          />
        )}
      </Setting>
      {on === "event" ? (
        <Setting path="event" label="Event">
          {(control) => <EventChoice {...control} value={event} onValueChange={(next) => set({ event: next })} />}
        </Setting>
      ) : null}
      {on === "segment" ? (
        <>
          <SegmentSetting value={segmentId} onChange={(next) => set({ segmentId: next })} />
          <Setting path="when" label="When the contact">
            {(control) => (
              <Select {...control} options={whenOptions} value={when} onValueChange={(next) => set({ when: next })} />
            )}
          </Setting>
        </>
      ) : null}
      {on === "inbound" ? <InboundSetting value={webhookId} onChange={(next) => set({ webhookId: next })} /> : null}
      {on === "manual" ? (
        <Callout>
          Once the journey is live: one by one under Runs with “Add contact”, or by your own systems through the request
          that Settings shows.
        </Callout>
      ) : null}
      {on === "event" || on === "inbound" ? (
        <ConditionsField
          title="Only if all of this is true of it"
          value={conditions}
          onChange={(next) => set({ conditions: next })}
        />
      ) : null}
      <ReentrySettings value={reentry} onChange={(next) => replace({ ...node.config, reentry: storedReentry(next) })} />
    </>
  );
}

/** The days belong to a period alone. */
const storedReentry = ({ mode, days }: Trigger["reentry"]) => (mode === "period" ? { mode, days } : { mode });

const reentries = [
  { value: "once", label: "Once", description: "Nobody comes in a second time." },
  { value: "period", label: "Once per period", description: "Again only when so much time has passed." },
  { value: "always", label: "Every time", description: "Also while they are on the way through." },
] as const;

function ReentrySettings({
  value,
  onChange,
}: {
  value: Trigger["reentry"];
  onChange: (value: Trigger["reentry"]) => void;
}) {
  return (
    <>
      <Setting path="reentry.mode" label="The same contact comes in">
        {(control) => (
          <Select
            {...control}
            options={reentries}
            value={value.mode}
            onValueChange={(mode) => onChange({ ...value, mode })}
          />
        )}
      </Setting>
      {value.mode === "period" ? (
        <Setting path="reentry.days" label="Period">
          {(control) => (
            <InputGroup className="w-36">
              <NumberInput
                {...control}
                min={1}
                max={3_650}
                value={value.days}
                onValueChange={(days) => onChange({ ...value, days })}
              />
              <InputAddon>days</InputAddon>
            </InputGroup>
          )}
        </Setting>
      ) : null}
    </>
  );
}

function SegmentSetting({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { workspace, audienceId } = useEditing();
  const { data, isPending } = useQuery(allSegmentsQuery({ workspace, audienceId }));
  return (
    <Setting path="segmentId" label="Segment">
      {(control) => (
        <Combobox
          {...control}
          options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={data?.items.some(({ id }) => id === value) ? value : null}
          onValueChange={(picked) => onChange(picked ?? "")}
          placeholder={isPending ? "Loading…" : "Choose a segment…"}
          searchPlaceholder="Search segments…"
          emptyText={isPending ? "Loading…" : "No segment found."}
        />
      )}
    </Setting>
  );
}

function InboundSetting({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { workspace, audienceId } = useEditing();
  const own = useQuery(webhookQuery({ workspace, audienceId })).data;
  const { data, isPending } = useQuery(webhookNamesQuery(workspace));
  const options = [
    ...(own ? [{ value: own.id, label: "The audience’s Inbound Webhook" }] : []),
    ...(data?.items ?? [])
      .filter((webhook) => webhook.audienceId === audienceId)
      .map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Setting path="webhookId" label="Inbound webhook" description="One that takes contacts into this audience.">
      {(control) => (
        <Combobox
          {...control}
          options={options}
          value={options.some((option) => option.value === value) ? value : null}
          onValueChange={(picked) => onChange(picked ?? "")}
          placeholder={isPending ? "Loading…" : "Choose a webhook…"}
          searchPlaceholder="Search inbound webhooks…"
          emptyText={isPending ? "Loading…" : "No inbound webhook takes contacts into this audience."}
        />
      )}
    </Setting>
  );
}
