import { useState } from "react";
import { toast } from "sonner";
import type { WebhookPreset } from "@/lib/webhooks/presets";
import type { WebhookHome } from "@/lib/webhooks/subscribable";
import type { WebhookFormApi } from "./form-api";
import { withPreset } from "./form-schema";

/** The preset that was chosen last, and a way to choose one that can be taken back. */
export function usePreset(form: WebhookFormApi, home: WebhookHome) {
  const [preset, setPreset] = useState<WebhookPreset | null>(null);
  function choose(next: WebhookPreset) {
    const before = form.getValues();
    form.reset(withPreset(before, next, home), { keepDefaultValues: true });
    setPreset(next);
    toast.success(`${next.label} filled in.`, {
      action: {
        label: "Undo",
        onClick: () => {
          form.reset(before, { keepDefaultValues: true });
          setPreset(preset);
        },
      },
    });
  }
  return { preset, choose };
}
