"use client";

import { InputAddon, InputGroup } from "@/components/ui/input";
import { NumberInput } from "../parts/number-input";
import { Setting, Settings } from "../parts/setting";
import type { WebhookDraft } from "./draft";

/** How long an answer may take, and how often it is tried again. */
export function DeliverySettings({ value, set }: { value: WebhookDraft; set: (part: Partial<WebhookDraft>) => void }) {
  return (
    <Settings title="Delivery">
      <Setting path="timeoutS" label="Timeout">
        {(control) => (
          <InputGroup className="w-40">
            <NumberInput
              {...control}
              min={1}
              max={30}
              value={value.timeoutS}
              onValueChange={(timeoutS) => set({ timeoutS })}
            />
            <InputAddon>seconds</InputAddon>
          </InputGroup>
        )}
      </Setting>
      <Setting
        path="retries"
        label="Retries"
        description="After the first attempt, further apart each time, up to about three days. The same request each time, under the same webhook-id."
      >
        {(control) => (
          <NumberInput
            {...control}
            className="w-24"
            min={0}
            max={9}
            value={value.retries}
            onValueChange={(retries) => set({ retries })}
          />
        )}
      </Setting>
    </Settings>
  );
}
