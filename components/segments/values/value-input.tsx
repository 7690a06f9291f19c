"use client";

import type { ComponentType } from "react";
import type { ValueInput as InputName } from "@/lib/segments/operators/operator";
import type { Property } from "@/lib/segments/properties";
import { PeriodInput, StatusDaysInput, StatusInput, StatusSinceInput, TimesInput } from "./composite-inputs";
import { GroupInput, GroupsInput, OptionsInput, SegmentInput, TagInput, TagsInput, TextsInput } from "./list-inputs";
import {
  BooleanInput,
  DayInput,
  DayRangeInput,
  DaysInput,
  NoInput,
  NumberInput,
  NumberRangeInput,
  OptionInput,
  TextInput,
} from "./simple-inputs";

export interface ValueInputProps {
  value: unknown;
  /** Gets what was typed even where it is no value yet: what is wrong says the operator. */
  onChange: (value: unknown) => void;
  property: Property;
  "aria-label": string;
  "aria-invalid"?: true | undefined;
  "aria-describedby"?: string | undefined;
}

/** The control for each kind of value, and what it starts with. Operators name one of them; a new operator needs none of its own. */
export const valueInputs: Record<InputName, { initial: unknown; Input: ComponentType<ValueInputProps> }> = {
  none: { initial: undefined, Input: NoInput },
  text: { initial: "", Input: TextInput },
  texts: { initial: [], Input: TextsInput },
  number: { initial: undefined, Input: NumberInput },
  number_range: { initial: [undefined, undefined], Input: NumberRangeInput },
  boolean: { initial: true, Input: BooleanInput },
  day: { initial: "", Input: DayInput },
  day_range: { initial: ["", ""], Input: DayRangeInput },
  days: { initial: 30, Input: DaysInput },
  option: { initial: "", Input: OptionInput },
  options: { initial: [], Input: OptionsInput },
  tag: { initial: "", Input: TagInput },
  tags: { initial: [], Input: TagsInput },
  group: { initial: "", Input: GroupInput },
  groups: { initial: [], Input: GroupsInput },
  segment: { initial: "", Input: SegmentInput },
  period: { initial: {}, Input: PeriodInput },
  times: { initial: { times: 1 }, Input: TimesInput },
  status: { initial: { status: "subscribed" }, Input: StatusInput },
  status_days: { initial: { status: "subscribed", days: 30 }, Input: StatusDaysInput },
  status_since: { initial: { status: "subscribed", since: "" }, Input: StatusSinceInput },
};
