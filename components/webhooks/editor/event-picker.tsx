"use client";

import { useId, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";
import {
  isSubscribable,
  type SubscribableEvent,
  subscribableEvents,
  type WebhookHome,
} from "@/lib/webhooks/subscribable";
import { EventRow } from "./event-row";
import { OwnEvents } from "./own-events";

/** Which events are sent: by group, found by name, description or another product's name. */
export function EventPicker({
  home,
  value,
  onChange,
  invalid,
}: {
  home: WebhookHome;
  value: readonly string[];
  onChange: (names: string[]) => void;
  invalid: boolean;
}) {
  const [search, setSearch] = useState("");
  const groups = useMemo(() => subscribableEvents(home), [home]);
  const listed = useMemo(
    () => new Set<string>(groups.flatMap(({ events }) => events.map(({ name }) => name))),
    [groups],
  );
  const own = value.filter((name) => !listed.has(name));
  const found = groups
    .map(({ group, events }) => ({ group, events: events.filter((event) => isFound(event, search)) }))
    .filter(({ events }) => events.length > 0);
  const chosen = new Set(value);

  function toggle(names: readonly string[], on: boolean) {
    const rest = value.filter((name) => !names.includes(name));
    onChange(on ? [...rest, ...names] : rest);
  }

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <SearchInput value={search} onValueChange={setSearch} placeholder="Search events…" delayMs={0} />
        <span className="text-meta text-muted-foreground tabular-nums" aria-live="polite">
          {value.length} selected
        </span>
      </div>
      <div
        data-scroll
        data-invalid={invalid || undefined}
        className="relative max-h-96 min-w-0 overflow-y-auto overscroll-contain rounded-lg border data-[invalid]:border-danger"
      >
        {found.map(({ group, events }) => (
          <EventGroup key={group} title={group} events={events} chosen={chosen} onToggle={toggle} invalid={invalid} />
        ))}
        {found.length === 0 ? (
          <p className="px-3 py-6 text-center text-muted-foreground text-table">No event is called that.</p>
        ) : null}
      </div>
      {home === "workspace" ? (
        <OwnEvents
          names={own}
          isTaken={(name) => listed.has(name) || value.includes(name)}
          isValid={(name) => isSubscribable(home, name)}
          onAdd={(name) => onChange([...value, name])}
          onRemove={(name) => toggle([name], false)}
        />
      ) : null}
    </div>
  );
}

function isFound({ name, label, description, alsoKnownAs }: SubscribableEvent, search: string): boolean {
  const words = search.trim().toLowerCase();
  return [name, label, description, alsoKnownAs ?? ""].some((text) => text.toLowerCase().includes(words));
}

function EventGroup({
  title,
  events,
  chosen,
  onToggle,
  invalid,
}: {
  title: string;
  events: readonly SubscribableEvent[];
  chosen: ReadonlySet<string>;
  onToggle: (names: readonly string[], on: boolean) => void;
  invalid: boolean;
}) {
  const id = useId();
  const names = events.map(({ name }) => name);
  const all = names.every((name) => chosen.has(name));
  return (
    <section aria-labelledby={id}>
      <div className="sticky top-0 z-1 flex items-center justify-between gap-3 border-b bg-muted px-3 py-1">
        <h3 id={id} className="font-medium text-meta text-muted-foreground">
          {title}
        </h3>
        <Button
          variant="link"
          size="sm"
          className="text-meta"
          aria-label={all ? `Select no ${title} events` : `Select all ${title} events`}
          onClick={() => onToggle(names, !all)}
        >
          {all ? "Select none" : "Select all"}
        </Button>
      </div>
      <ul className="divide-y border-b">
        {events.map((event) => (
          <EventRow
            key={event.name}
            event={event}
            checked={chosen.has(event.name)}
            invalid={invalid}
            onCheckedChange={(on) => onToggle([event.name], on)}
          />
        ))}
      </ul>
    </section>
  );
}
