"use client";

import { z } from "zod";
import { Input } from "@/components/ui/input";
import { draftText } from "./drafts";
import { Setting } from "./parts/setting";
import { type BlockFormProps, useSettings } from "./use-settings";

const draft = z.object({ reason: draftText });

export function ExitForm({ node }: BlockFormProps) {
  const { value, set } = useSettings(node, draft);
  return (
    <Setting path="reason" label="Reason" optional description="Stands in the trace of everybody who leaves here.">
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          maxLength={200}
          placeholder="Became a customer"
          value={value.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      )}
    </Setting>
  );
}
