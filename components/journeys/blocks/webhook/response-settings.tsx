"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { fieldsQuery } from "@/components/data-fields/queries";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { useEditing } from "../../builder/editing";
import { Setting, Settings, useProblem } from "../parts/setting";
import type { SaveDraft, WebhookDraft } from "./draft";

const waits = [
  { value: "no", label: "Continue at once", description: "The request is sent in the background." },
  { value: "yes", label: "Wait for the response", description: "Then go on by Success or Failure, and keep values." },
] as const;

const rowsMax = 30;

/** What becomes of the answer. */
export function ResponseSettings({ value, set }: { value: WebhookDraft; set: (part: Partial<WebhookDraft>) => void }) {
  const { waitForResponse, save } = value;
  return (
    <Settings title="Response">
      <Setting path="waitForResponse" label="Then">
        {(control) => (
          <RadioCards
            {...control}
            aria-label="Then"
            options={waits}
            value={waitForResponse ? "yes" : "no"}
            // Values can only be kept of an answer that is waited for.
            onValueChange={(next) =>
              set(next === "yes" ? { waitForResponse: true } : { waitForResponse: false, save: [] })
            }
          />
        )}
      </Setting>
      {waitForResponse ? (
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="mb-1.5 font-medium text-table">Keep values of the response</legend>
          {save.map((row, index) => (
            <SaveLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place.
              key={index}
              number={index + 1}
              row={row}
              onChange={(changed) => set({ save: save.with(index, changed) })}
              onRemove={() => set({ save: save.filter((_, other) => other !== index) })}
            />
          ))}
          <Button
            variant="outline"
            size="sm"
            className="self-start"
            disabled={save.length >= rowsMax}
            onClick={() => set({ save: [...save, { path: "", to: "variable", key: "" }] })}
          >
            <Plus />
            Add value
          </Button>
          <p className="text-meta text-muted-foreground">
            After a test, click a value of its response to keep it. A variable is read as vars.name from then on; a tag
            is added when its value says yes.
          </p>
        </fieldset>
      ) : null}
    </Settings>
  );
}

const targets = [
  { value: "variable", label: "Variable" },
  { value: "field", label: "Data field" },
  { value: "tag", label: "Tag" },
] as const;

function SaveLine({
  number,
  row,
  onChange,
  onRemove,
}: {
  number: number;
  row: SaveDraft;
  onChange: (row: SaveDraft) => void;
  onRemove: () => void;
}) {
  const pathProblem = useProblem(`save.${number - 1}.path`);
  const keyProblem = useProblem(`save.${number - 1}.key`);
  return (
    <div role="group" aria-label={`Value ${number}`} className="flex min-w-0 flex-col gap-1.5 rounded-lg border p-2">
      <div className="flex min-w-0 gap-1">
        <Input
          className="min-w-0 flex-1 text-mono"
          aria-label={`Value ${number}: path in the response`}
          aria-invalid={pathProblem ? true : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="data.id"
          value={row.path}
          onChange={(event) => onChange({ ...row, path: event.target.value })}
        />
        <Button variant="ghost" size="icon" aria-label={`Remove value ${number}`} onClick={onRemove}>
          <X />
        </Button>
      </div>
      <div className="flex min-w-0 gap-1.5">
        <Select
          className="w-32 shrink-0"
          aria-label={`Value ${number}: kept as`}
          options={targets}
          value={row.to}
          onValueChange={(to) => onChange({ ...row, to, key: "" })}
        />
        <KeyInput
          number={number}
          row={row}
          isInvalid={keyProblem !== undefined}
          onChange={(key) => onChange({ ...row, key })}
        />
      </div>
      <FieldError>{pathProblem ?? keyProblem}</FieldError>
    </div>
  );
}

function KeyInput({
  number,
  row: { to, key },
  isInvalid,
  onChange,
}: {
  number: number;
  row: SaveDraft;
  isInvalid: boolean;
  onChange: (key: string) => void;
}) {
  const { workspace, audienceId } = useEditing();
  const { data } = useQuery(fieldsQuery({ workspace, audienceId }));
  const control = {
    "aria-label": `Value ${number}: name`,
    "aria-invalid": isInvalid ? (true as const) : undefined,
    className: "min-w-0 flex-1",
  };
  if (to === "field")
    return (
      <Combobox
        {...control}
        options={(data?.items ?? []).map((field) => ({ value: field.key, label: field.label, description: field.key }))}
        value={key === "" ? null : key}
        onValueChange={(picked) => onChange(picked ?? "")}
        placeholder="Choose a data field…"
        searchPlaceholder="Search data fields…"
      />
    );
  return (
    <Input
      {...control}
      autoComplete="off"
      spellCheck={false}
      placeholder={to === "tag" ? "customer" : "crm_id"}
      value={key}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
