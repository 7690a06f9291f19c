"use client";

import { Combobox } from "@/components/ui/combobox";
import { findEventType } from "@/lib/events/catalogue";
import { useEditing } from "./editing";

type Trigger = Omit<
  React.ComponentProps<typeof Combobox>,
  "options" | "onCreate" | "onSearch" | "value" | "onValueChange"
>;

const eventPrefix = "event.";

/** Everything that a condition can look at, grouped and searched; what a sender calls its own events is typed. */
export function PropertyPicker({
  value,
  onValueChange,
  ...trigger
}: Trigger & { value: string | null; onValueChange: (field: string) => void }) {
  const { properties, propertyOf } = useEditing();
  const chosen = propertyOf(value);
  const offered =
    chosen && !properties.some(({ field }) => field === chosen.field) ? [...properties, chosen] : properties;
  return (
    <Combobox
      {...trigger}
      options={offered.map(({ field, label, group }) => {
        const alias = field.startsWith(eventPrefix)
          ? findEventType(field.slice(eventPrefix.length))?.alsoKnownAs
          : undefined;
        return { value: field, label, group, description: alias, keywords: [field, group, ...(alias ? [alias] : [])] };
      })}
      value={value}
      onValueChange={(field) => {
        if (field !== null) onValueChange(field);
      }}
      placeholder="Choose a property…"
      searchPlaceholder="Search properties, fields, events…"
      emptyText="Nothing found."
      onCreate={(typed) => {
        const field = `${eventPrefix}${typed.trim()}`;
        if (propertyOf(field)) onValueChange(field);
      }}
      createLabel={(typed) => `Your own event “${typed}”`}
    />
  );
}
