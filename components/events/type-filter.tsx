"use client";

import { useMemo } from "react";
import { eventLook } from "@/components/contacts/event-icon";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { eventNames, eventTypes, isEventName } from "@/lib/events/catalogue";
import type { EventType } from "@/lib/events/catalogue/event-type";

const ownGroup = "Your own";

function optionOf(name: string): ComboboxOption {
  const { icon: Icon } = eventLook(name);
  const icon = <Icon aria-hidden className="text-muted-foreground" />;
  if (!isEventName(name)) return { value: name, label: name, icon, group: ownGroup };
  const { label, group, alsoKnownAs, description }: EventType = eventTypes[name];
  return {
    value: name,
    label,
    // Who comes from another product looks for its name.
    description: alsoKnownAs ?? name,
    icon,
    group,
    keywords: [name, description, ...(alsoKnownAs === undefined ? [] : [alsoKnownAs])],
  };
}

const ourOptions = eventNames().map(optionOf);

/** One type of event, found by our name, its description or another product's name; senders' own names can be typed. */
export function TypeFilter({
  value,
  onValueChange,
  seen,
}: {
  value: string | null;
  onValueChange: (type: string | null) => void;
  /** Types in the table: senders' own names among them are offered. */
  seen: readonly string[];
}) {
  const own = useMemo(
    () => [...new Set(value === null ? seen : [...seen, value])].filter((name) => !isEventName(name)).sort(),
    [seen, value],
  );
  return (
    <Combobox
      aria-label="Type"
      className="w-full sm:w-64"
      placeholder="Every type"
      searchPlaceholder="Search types…"
      options={[...own.map(optionOf), ...ourOptions]}
      value={value}
      onValueChange={onValueChange}
      clearable
      onCreate={(name) => onValueChange(name)}
      createLabel={(name) => `Your own event “${name}”`}
    />
  );
}
