"use client";

import { type ComponentProps, useMemo } from "react";
import { Combobox } from "@/components/ui/combobox";
import { eventLabel } from "@/lib/events/catalogue";
import { eventRefusal } from "@/lib/journeys/blocks/event-name";
import { subscribableEvents } from "@/lib/webhooks/subscribable";

type Trigger = Omit<
  ComponentProps<typeof Combobox>,
  "options" | "value" | "onValueChange" | "onCreate" | "createLabel" | "onSearch"
>;

/** One event by name, description or another product's name; a sender's own is typed. */
export function EventChoice({
  value,
  onValueChange,
  ...trigger
}: Trigger & { value: string; onValueChange: (name: string) => void }) {
  const options = useMemo(() => {
    const listed = subscribableEvents("workspace").flatMap(({ group, events }) =>
      events
        .filter(({ name }) => eventRefusal(name) === null)
        .map(({ name, label, description, alsoKnownAs }) => ({
          value: name,
          label,
          group,
          description: alsoKnownAs === null ? name : `${name} · elsewhere: ${alsoKnownAs}`,
          keywords: [name, description, ...(alsoKnownAs === null ? [] : [alsoKnownAs])],
        })),
    );
    const isListed = value === "" || listed.some((option) => option.value === value);
    return isListed ? listed : [...listed, { value, label: eventLabel(value), group: "Your own" }];
  }, [value]);
  return (
    <Combobox
      {...trigger}
      options={options}
      value={value === "" ? null : value}
      onValueChange={(name) => {
        if (name !== null) onValueChange(name);
      }}
      placeholder="Choose an event…"
      searchPlaceholder="Search events, or type your own…"
      emptyText="No event is called that."
      onCreate={(typed) => {
        onValueChange(typed);
      }}
      createLabel={(typed) => `Your own event “${typed}”`}
    />
  );
}
