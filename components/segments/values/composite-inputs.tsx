"use client";

import { Select } from "@/components/ui/select";
import { recordOf, textOf } from "./read";
import { CountInput, DayInput, DaysInput } from "./simple-inputs";
import type { ValueInputProps } from "./value-input";

const windows = [
  { value: "ever", label: "ever", blank: {} },
  { value: "days", label: "in the last", blank: { days: 30 } },
  { value: "since", label: "since", blank: { since: "" } },
  { value: "before", label: "before", blank: { before: "" } },
] as const;

/** When: ever, in the last so many days, since or before a day. Other keys of the value are left alone. */
export function PeriodInput({ value, onChange, "aria-label": label, ...rest }: ValueInputProps) {
  const { days, since, before, ...others } = recordOf(value);
  const kind = days !== undefined ? "days" : since !== undefined ? "since" : before !== undefined ? "before" : "ever";
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
      <Select
        className="w-30"
        aria-label={`${label}: when`}
        options={windows}
        value={kind}
        onValueChange={(next) => onChange({ ...others, ...windows.find((window) => window.value === next)?.blank })}
      />
      {kind === "days" ? (
        <DaysInput
          {...rest}
          aria-label={`${label}: days`}
          value={days}
          // Half-typed or emptied it is still the window of days.
          onChange={(next) => onChange({ ...others, days: next ?? "" })}
        />
      ) : null}
      {kind === "since" || kind === "before" ? (
        <span className="w-40">
          <DayInput
            {...rest}
            aria-label={`${label}: day`}
            value={since ?? before}
            onChange={(next) => onChange({ ...others, [kind]: next })}
          />
        </span>
      ) : null}
    </div>
  );
}

/** How often, and when. */
export function TimesInput({ value, onChange, "aria-label": label, ...rest }: ValueInputProps) {
  const parts = recordOf(value);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <CountInput
        {...rest}
        unit={parts.times === 1 ? "time" : "times"}
        aria-label={`${label}: times`}
        value={parts.times}
        onChange={(times) => onChange({ ...parts, times })}
      />
      <PeriodInput {...rest} aria-label={label} value={value} onChange={onChange} />
    </div>
  );
}

function StatusPart({ value, onChange, "aria-label": label, property, ...rest }: ValueInputProps) {
  const parts = recordOf(value);
  return (
    <Select
      {...rest}
      className="w-36"
      aria-label={`${label}: status`}
      options={property.options ?? []}
      value={textOf(parts.status)}
      onValueChange={(status) => onChange({ ...parts, status })}
    />
  );
}

export const StatusInput = (props: ValueInputProps) => <StatusPart {...props} />;

export function StatusDaysInput(props: ValueInputProps) {
  const parts = recordOf(props.value);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <StatusPart {...props} />
      <DaysInput
        {...props}
        aria-label={`${props["aria-label"]}: days`}
        value={parts.days}
        onChange={(days) => props.onChange({ ...parts, days })}
      />
    </div>
  );
}

export function StatusSinceInput(props: ValueInputProps) {
  const parts = recordOf(props.value);
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <StatusPart {...props} />
      <span className="w-40">
        <DayInput
          {...props}
          aria-label={`${props["aria-label"]}: day`}
          value={parts.since}
          onChange={(since) => props.onChange({ ...parts, since })}
        />
      </span>
    </div>
  );
}
