"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioCards } from "@/components/ui/radio-cards";
import type { Webhook } from "@/lib/webhooks/contract";
import { heldText } from "./columns";
import { webhookName } from "./names";
import type { HeldChoice } from "./use-switch";

/** Asks what becomes of the deliveries that were held while the webhook was off; if it still is, it is switched on. */
export function SwitchOnDialog({
  webhook,
  initial = "send",
  onClose,
  onConfirm,
}: {
  webhook: Webhook;
  /** What is chosen at first. */
  initial?: HeldChoice;
  onClose: () => void;
  onConfirm: (held: HeldChoice) => unknown;
}) {
  const [held, setHeld] = useState<HeldChoice>(initial);
  const count = heldText(webhook.held);
  const one = webhook.held === 1;
  const isOn = webhook.active && webhook.disabled === null;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone={held === "drop" ? "danger" : "primary"}
      title={isOn ? `What becomes of what ${webhookName(webhook)} holds?` : `Switch ${webhookName(webhook)} on?`}
      description={`${count} ${one ? "delivery was" : "deliveries were"} held while it was off.`}
      confirmLabel={
        isOn ? (held === "send" ? "Send" : "Drop") : held === "send" ? "Switch on and send" : "Switch on and drop"
      }
      onConfirm={() => onConfirm(held)}
    >
      <RadioCards
        aria-label="What was held"
        value={held}
        onValueChange={setHeld}
        options={[
          {
            value: "send",
            label: one ? "Send it" : `Send all ${count}`,
            description: "In the order in which it happened, as fast as the webhook’s limits allow.",
          },
          {
            value: "drop",
            label: one ? "Drop it" : `Drop all ${count}`,
            description: "The receiver never hears of it. It stays in the log as dropped.",
          },
        ]}
      />
    </ConfirmDialog>
  );
}
