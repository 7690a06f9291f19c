"use client";

import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { fieldsQuery } from "@/components/data-fields/queries";
import { CheckboxField } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { Input, InputAddon, InputGroup } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { delayUnits } from "@/lib/journeys/clock/times";
import { useEditing } from "../builder/editing";
import { draftChoice, draftFlag, draftNumber, draftText } from "./drafts";
import { DurationInput } from "./parts/duration-input";
import { NumberInput } from "./parts/number-input";
import { Setting } from "./parts/setting";
import { type BlockFormProps, useSettings } from "./use-settings";

const draft = z.object({
  mode: draftChoice(["duration", "date", "weekday"]),
  amount: draftNumber(1),
  unit: z.enum(delayUnits).catch("days"),
  field: draftText,
  offsetDays: draftNumber(0),
  time: z.string().catch("09:00"),
  yearly: draftFlag,
  weekdays: z.array(z.number()).catch([]),
});
type Delay = z.output<typeof draft>;

const modes = [
  { value: "duration", label: "For a time", description: "Days and weeks keep the time of day." },
  { value: "date", label: "Until a date of the contact", description: "A birthday, the end of a trial." },
  { value: "weekday", label: "Until a weekday and time", description: "Where the contact lives." },
] as const;

/** Only the settings that a mode knows. */
const settingsOf: Record<Delay["mode"], (delay: Delay) => Record<string, unknown>> = {
  duration: ({ amount, unit }) => ({ amount, unit }),
  date: ({ field, offsetDays, time, yearly }) => ({ field, offsetDays, time, yearly }),
  weekday: ({ weekdays, time }) => ({ weekdays, time }),
};

export function DelayForm({ node }: BlockFormProps) {
  const { value, set, replace } = useSettings(node, draft);
  return (
    <>
      <Setting path="mode" label="Wait">
        {(control) => (
          <RadioCards
            {...control}
            aria-label="Wait"
            options={modes}
            value={value.mode}
            onValueChange={(mode) => replace({ mode, ...settingsOf[mode](value) })}
          />
        )}
      </Setting>
      {value.mode === "duration" ? (
        <Setting path="amount" label="How long">
          {(control) => <DurationInput {...control} amount={value.amount} unit={value.unit} onChange={set} />}
        </Setting>
      ) : null}
      {value.mode === "date" ? <DateSettings value={value} set={set} /> : null}
      {value.mode === "weekday" ? (
        <WeekdaySetting value={value.weekdays} onChange={(weekdays) => set({ weekdays })} />
      ) : null}
      {value.mode === "duration" ? null : (
        <Setting
          path="time"
          label="Time of day"
          description="Where the contact lives, if a data field time_zone says so; else where the workspace is."
        >
          {(control) => (
            <Input
              {...control}
              type="time"
              className="w-32"
              value={value.time}
              onChange={(event) => set({ time: event.target.value })}
            />
          )}
        </Setting>
      )}
    </>
  );
}

function DateSettings({ value, set }: { value: Delay; set: (part: Partial<Delay>) => void }) {
  const { workspace, audienceId } = useEditing();
  const { data, isPending } = useQuery(fieldsQuery({ workspace, audienceId }));
  const dates = (data?.items ?? []).filter(({ type }) => type === "date" || type === "datetime");
  return (
    <>
      <Setting path="field" label="Date field" description="Who has no date there goes on at once.">
        {(control) => (
          <Combobox
            {...control}
            options={dates.map(({ key, label }) => ({ value: key, label, description: key }))}
            value={value.field === "" ? null : value.field}
            onValueChange={(picked) => set({ field: picked ?? "" })}
            placeholder={isPending ? "Loading…" : "Choose a date field…"}
            searchPlaceholder="Search data fields…"
            emptyText={isPending ? "Loading…" : "This audience has no date field."}
          />
        )}
      </Setting>
      <Setting path="offsetDays" label="Moved by" description="-3 is three days before it, 1 the day after.">
        {(control) => (
          <InputGroup className="w-36">
            <NumberInput
              {...control}
              min={-365}
              max={365}
              value={value.offsetDays}
              onValueChange={(offsetDays) => set({ offsetDays })}
            />
            <InputAddon>days</InputAddon>
          </InputGroup>
        )}
      </Setting>
      <CheckboxField
        checked={value.yearly}
        onCheckedChange={(checked) => set({ yearly: checked === true })}
        label="Every year"
        description="As birthdays are: the next one counts."
      />
    </>
  );
}

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function WeekdaySetting({ value, onChange }: { value: readonly number[]; onChange: (days: number[]) => void }) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-table">On</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
        {days.map((name, index) => (
          <CheckboxField
            key={name}
            checked={value.includes(index + 1)}
            onCheckedChange={(checked) =>
              onChange(
                checked === true
                  ? [...value, index + 1].sort((a, b) => a - b)
                  : value.filter((day) => day !== index + 1),
              )
            }
            label={name}
          />
        ))}
      </div>
      <p className="text-meta text-muted-foreground">None means any day: the next time it is that late.</p>
    </fieldset>
  );
}
