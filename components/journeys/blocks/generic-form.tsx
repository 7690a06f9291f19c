"use client";

import { useState } from "react";
import { z } from "zod";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { registry } from "@/lib/journeys/blocks/registry";
import { isRecord } from "@/lib/variables/is-record";
import { type ControlProps, Setting } from "./parts/setting";
import { type BlockFormProps, useSettings } from "./use-settings";

type Property = Record<string, unknown>;

/** The settings of a block that has no form of its own, from its schema: one control for each. */
export function GenericForm({ node }: BlockFormProps) {
  const { value, set } = useSettings(node, z.record(z.string(), z.unknown()));
  const block = registry.get(node.type);
  if (block === undefined)
    return <p className="text-muted-foreground text-table">There is no block of the type {node.type}.</p>;
  const { properties } = z.toJSONSchema(block.config, { io: "input", unrepresentable: "any" });
  const entries = Object.entries(properties ?? {});
  if (entries.length === 0)
    return <p className="text-muted-foreground text-table">This block has nothing to set up.</p>;
  return entries.map(([key, property]) => (
    <Setting
      key={key}
      path={key}
      label={labelOf(key)}
      description={isRecord(property) ? textOf(property.description) : undefined}
    >
      {(control) => (
        <GenericControl
          {...control}
          property={isRecord(property) ? property : {}}
          value={value[key]}
          onChange={(next) => set({ [key]: next })}
        />
      )}
    </Setting>
  ));
}

/** `waitForResponse` → "Wait for response". */
function labelOf(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function GenericControl({
  property,
  value,
  onChange,
  ...control
}: ControlProps & { property: Property; value: unknown; onChange: (value: unknown) => void }) {
  const options = Array.isArray(property.enum) ? property.enum.filter((one) => typeof one === "string") : [];
  if (options.length > 0)
    return (
      <Select
        {...control}
        options={options.map((one) => ({ value: one, label: labelOf(one) }))}
        value={textOf(value) ?? null}
        onValueChange={onChange}
      />
    );
  if (property.type === "boolean")
    return <Switch {...control} checked={value === true} onCheckedChange={(checked) => onChange(checked)} />;
  if (property.type === "string")
    return <Input {...control} value={textOf(value) ?? ""} onChange={(event) => onChange(event.target.value)} />;
  if (property.type === "number" || property.type === "integer")
    return (
      <Input
        {...control}
        type="number"
        value={typeof value === "number" ? value : ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.valueAsNumber)}
      />
    );
  return <JsonInput {...control} value={value} onChange={onChange} />;
}

/** Anything else, as it is stored. What is no JSON yet stays in the field. */
function JsonInput({
  value,
  onChange,
  ...control
}: ControlProps & { value: unknown; onChange: (value: unknown) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  return (
    <>
      <Textarea
        {...control}
        mono
        spellCheck={false}
        value={typed ?? JSON.stringify(value ?? null, null, 2)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (typed === null) return;
          try {
            onChange(JSON.parse(typed));
            setTyped(null);
            setProblem(undefined);
          } catch {
            setProblem("This is no JSON yet.");
          }
        }}
      />
      <FieldError>{problem}</FieldError>
    </>
  );
}
