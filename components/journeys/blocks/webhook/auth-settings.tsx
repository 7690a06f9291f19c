"use client";

import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { SecretInput } from "../parts/secret-input";
import { Setting, Settings } from "../parts/setting";
import type { WebhookDraft } from "./draft";

type Auth = WebhookDraft["auth"];

const types = [
  { value: "none", label: "None" },
  { value: "basic", label: "Basic" },
  { value: "token", label: "Token" },
] as const;

const places = [
  { value: "bearer", label: "Authorization: Bearer …" },
  { value: "header", label: "A header of its own" },
] as const;

/** How the receiver knows who is calling. */
export function AuthSettings({ value, onChange }: { value: Auth; onChange: (part: Partial<Auth>) => void }) {
  return (
    <Settings title="Authentication">
      <Setting path="auth.type" label="Type">
        {(control) => (
          <RadioCards
            {...control}
            aria-label="Authentication"
            columns={3}
            options={types}
            value={value.type}
            onValueChange={(type) => onChange({ type })}
          />
        )}
      </Setting>
      {value.type === "basic" ? (
        <>
          <Setting path="auth.username" label="Username">
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                spellCheck={false}
                value={value.username}
                onChange={(event) => onChange({ username: event.target.value })}
              />
            )}
          </Setting>
          <Setting path="auth.password" label="Password">
            {(control) => (
              <SecretInput {...control} value={value.password} onValueChange={(password) => onChange({ password })} />
            )}
          </Setting>
        </>
      ) : null}
      {value.type === "token" ? (
        <>
          <Setting path="auth.token" label="Token" description="Stored encrypted; nobody can read it again.">
            {(control) => (
              <SecretInput {...control} value={value.token} onValueChange={(token) => onChange({ token })} />
            )}
          </Setting>
          <Setting path="auth.place" label="Sent as">
            {(control) => (
              <Select
                {...control}
                options={places}
                value={value.header === undefined ? "bearer" : "header"}
                onValueChange={(place) => onChange({ header: place === "bearer" ? undefined : "X-Api-Key" })}
              />
            )}
          </Setting>
          {value.header === undefined ? null : (
            <Setting path="auth.header" label="Header">
              {(control) => (
                <Input
                  {...control}
                  className="text-mono"
                  autoComplete="off"
                  spellCheck={false}
                  value={value.header}
                  onChange={(event) => onChange({ header: event.target.value })}
                />
              )}
            </Setting>
          )}
        </>
      ) : null}
    </Settings>
  );
}
