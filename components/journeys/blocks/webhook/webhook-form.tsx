"use client";

import { useRef } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { blockMethods } from "@/lib/journeys/blocks/webhook";
import { InsertProperty } from "../parts/insert-property";
import { Setting, Settings } from "../parts/setting";
import { type BlockFormProps, useSettings } from "../use-settings";
import { AuthSettings } from "./auth-settings";
import { DeliverySettings } from "./delivery-settings";
import { storedAuth, webhookDraft } from "./draft";
import { HeaderSettings } from "./header-settings";
import { PayloadSettings } from "./payload-settings";
import { RecentDeliveries } from "./recent-deliveries";
import { ResponseSettings } from "./response-settings";
import { TestBlock } from "./test-block";

const methods = blockMethods.map((value) => ({ value, label: value }));

/** Everything about the request: where it goes, what it carries, what becomes of the answer. */
export function WebhookForm({ node }: BlockFormProps) {
  const { value, set, replace } = useSettings(node, webhookDraft);
  const url = useRef<HTMLInputElement>(null);
  return (
    <>
      <Settings title="Request">
        <Setting path="method" label="Method">
          {(control) => (
            <Select
              {...control}
              className="w-32"
              options={methods}
              value={value.method}
              onValueChange={(method) => set({ method })}
            />
          )}
        </Setting>
        <Setting
          path="url"
          label="URL"
          description="Properties may stand behind the host: https://api.example.com/people/{{ contact.id }}"
          action={<InsertProperty target={url} what="the URL" />}
        >
          {(control) => (
            <Input
              {...control}
              ref={url}
              className="text-mono"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://api.example.com/leads"
              value={value.url}
              onChange={(event) => set({ url: event.target.value })}
            />
          )}
        </Setting>
      </Settings>
      <AuthSettings
        value={value.auth}
        onChange={(part) => replace({ ...node.config, auth: storedAuth({ ...value.auth, ...part }) })}
      />
      <HeaderSettings value={value.headers} onChange={(headers) => set({ headers })} />
      <PayloadSettings value={value} set={set} />
      <DeliverySettings value={value} set={set} />
      <ResponseSettings value={value} set={set} />
      <TestBlock node={node} value={value} set={set} />
      <RecentDeliveries nodeId={node.id} />
    </>
  );
}
