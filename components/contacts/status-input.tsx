"use client";

import { RadioCards } from "@/components/ui/radio-cards";
import { statusLabels } from "@/lib/contacts/contract";
import type { SettableStatus } from "./contact-values";

/** What a status means for the contact; the first is what a sign-up gets. */
function statusOptions(doubleOptIn: boolean) {
  const active = {
    value: "subscribed" as const,
    label: statusLabels.subscribed,
    description: doubleOptIn
      ? "They have agreed already, and no mail asks them again."
      : "They have agreed to get your mail.",
  };
  const pending = {
    value: "unconfirmed" as const,
    label: doubleOptIn ? `${statusLabels.unconfirmed} until they confirm` : statusLabels.unconfirmed,
    description: doubleOptIn
      ? "They get a mail with a link, and become Active when they confirm."
      : "No mail asks them to confirm: this audience has no double opt-in.",
  };
  const unsubscribed = {
    value: "unsubscribed" as const,
    label: statusLabels.unsubscribed,
    description: "They want no mail. Signing up through the webhook does not change that.",
  };
  return doubleOptIn ? [pending, active, unsubscribed] : [active, pending, unsubscribed];
}

/** The status that a member may give a contact, each with what it means. */
export function StatusInput({
  doubleOptIn,
  ...control
}: {
  value: SettableStatus | undefined;
  onValueChange: (status: SettableStatus) => void;
  doubleOptIn: boolean;
  id: string;
  "aria-describedby": string | undefined;
}) {
  return <RadioCards {...control} aria-label="Status" options={statusOptions(doubleOptIn)} />;
}
