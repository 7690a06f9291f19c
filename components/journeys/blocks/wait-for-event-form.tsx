"use client";

import { z } from "zod";
import { delayUnits } from "@/lib/journeys/clock/times";
import { draftConditions, draftNumber, draftText } from "./drafts";
import { ConditionsField } from "./parts/conditions-field";
import { DurationInput } from "./parts/duration-input";
import { EventChoice } from "./parts/event-choice";
import { Setting } from "./parts/setting";
import { type BlockFormProps, useSettings } from "./use-settings";

const draft = z.object({
  event: draftText,
  conditions: draftConditions,
  amount: draftNumber(3),
  unit: z.enum(delayUnits).catch("days"),
});

export function WaitForEventForm({ node }: BlockFormProps) {
  const { value, set } = useSettings(node, draft);
  return (
    <>
      <Setting path="event" label="Until this happens">
        {(control) => <EventChoice {...control} value={value.event} onValueChange={(event) => set({ event })} />}
      </Setting>
      <ConditionsField
        title="And all of this is true of it"
        value={value.conditions}
        onChange={(conditions) => set({ conditions })}
      />
      <Setting path="amount" label="At most" description="Then the contact leaves by “Time is over”.">
        {(control) => <DurationInput {...control} amount={value.amount} unit={value.unit} onChange={set} />}
      </Setting>
    </>
  );
}
