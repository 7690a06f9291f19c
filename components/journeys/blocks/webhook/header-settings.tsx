"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { maskedSecret } from "@/lib/journeys/masked-secret";
import { SecretInput } from "../parts/secret-input";
import { Setting, Settings, useProblem } from "../parts/setting";
import type { HeaderDraft } from "./draft";

const headersMax = 30;

/** Headers of one's own: switched on, then row by row. */
export function HeaderSettings({
  value,
  onChange,
}: {
  value: readonly HeaderDraft[];
  onChange: (headers: HeaderDraft[]) => void;
}) {
  // Switched on without a row yet, it offers the first one.
  const [kept, setKept] = useState<readonly HeaderDraft[]>([]);
  const isOn = value.length > 0;
  return (
    <Settings title="Headers">
      <Setting path="headers" orientation="horizontal" label="Custom headers">
        {(control) => (
          <Switch
            {...control}
            checked={isOn}
            onCheckedChange={(on) => {
              if (on) onChange(kept.length > 0 ? [...kept] : [{ name: "", value: "", secret: false }]);
              else {
                setKept(value);
                onChange([]);
              }
            }}
          />
        )}
      </Setting>
      {value.map((header, index) => (
        <HeaderLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a header has no identity but its place.
          key={index}
          number={index + 1}
          header={header}
          onChange={(changed) => onChange(value.with(index, changed))}
          onRemove={() => onChange(value.filter((_, other) => other !== index))}
        />
      ))}
      {isOn ? (
        <Button
          variant="outline"
          size="sm"
          className="self-start"
          disabled={value.length >= headersMax}
          onClick={() => onChange([...value, { name: "", value: "", secret: false }])}
        >
          <Plus />
          Add header
        </Button>
      ) : null}
    </Settings>
  );
}

function HeaderLine({
  number,
  header,
  onChange,
  onRemove,
}: {
  number: number;
  header: HeaderDraft;
  onChange: (header: HeaderDraft) => void;
  onRemove: () => void;
}) {
  const problem = useProblem(`headers.${number - 1}.name`);
  const valueProblem = useProblem(`headers.${number - 1}.value`);
  const control = {
    "aria-label": `Header ${number}: value`,
    "aria-invalid": valueProblem ? (true as const) : undefined,
    className: "text-mono",
  };
  return (
    <div role="group" aria-label={`Header ${number}`} className="flex min-w-0 flex-col gap-2 rounded-lg border p-2">
      <div className="flex min-w-0 gap-1">
        <Input
          className="min-w-0 flex-1 text-mono"
          aria-label={`Header ${number}: name`}
          aria-invalid={problem ? true : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="X-Source"
          value={header.name}
          onChange={(event) => onChange({ ...header, name: event.target.value })}
        />
        <Button variant="ghost" size="icon" aria-label={`Remove header ${number}`} onClick={onRemove}>
          <X />
        </Button>
      </div>
      <FieldError>{problem}</FieldError>
      {header.secret ? (
        <SecretInput {...control} value={header.value} onValueChange={(value) => onChange({ ...header, value })} />
      ) : (
        <Input
          {...control}
          autoComplete="off"
          spellCheck={false}
          placeholder="Value"
          value={header.value}
          onChange={(event) => onChange({ ...header, value: event.target.value })}
        />
      )}
      <FieldError>{valueProblem}</FieldError>
      <CheckboxField
        checked={header.secret}
        onCheckedChange={(checked) =>
          onChange({
            ...header,
            secret: checked === true,
            // What is stored as a secret can't be shown again: it is typed anew.
            value: header.value === maskedSecret ? "" : header.value,
          })
        }
        label="Secret"
        description="Stored encrypted, shown to nobody."
      />
    </div>
  );
}
