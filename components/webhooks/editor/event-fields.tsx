"use client";

import { useController } from "react-hook-form";
import { FieldError } from "@/components/ui/field";
import type { WebhookHome } from "@/lib/webhooks/subscribable";
import { EventPicker } from "./event-picker";
import type { WebhookControl } from "./form-api";
import { Section } from "./section";

/** Which events generate requests. */
export function EventFields({ control, home }: { control: WebhookControl; home: WebhookHome }) {
  const { field, fieldState } = useController({ control, name: "events" });
  const { error } = fieldState;
  // The API names the event that it refuses: `events.2`.
  const message = error?.message ?? (Array.isArray(error) ? error.find((each) => each?.message)?.message : undefined);
  return (
    <Section title="Event subscriptions" description="Only the events you select generate webhook requests.">
      <EventPicker home={home} value={field.value} onChange={field.onChange} invalid={message !== undefined} />
      <FieldError>{message}</FieldError>
    </Section>
  );
}
