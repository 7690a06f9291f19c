"use client";

import { useState } from "react";
import { z } from "zod";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { isRecord } from "@/lib/variables/is-record";
import { type ControlProps, Setting } from "./parts/setting";

type Property = Record<string, unknown>;
type Values = Record<string, unknown>;

/** One control for each setting of a schema: its name is the label, its `description` the help, its default what is shown. */
export function SchemaFields({
  schema,
  value,
  onChange,
  onReplace,
}: {
  schema: z.ZodType;
  value: Values;
  onChange: (part: Values) => void;
  /** Other settings altogether. */
  onReplace: (value: Values) => void;
}) {
  const { properties } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  // Settings that depend on each other have no list of their own.
  if (properties === undefined)
    return (
      <Setting path="" label="Settings" description="As JSON.">
        {(control) => (
          <JsonInput
            {...control}
            value={value}
            onChange={(next) => {
              if (isRecord(next)) onReplace(next);
            }}
          />
        )}
      </Setting>
    );
  const entries = Object.entries(properties);
  if (entries.length === 0)
    return <p className="text-muted-foreground text-table">This block has nothing to set up.</p>;
  return entries.map(([key, any]) => {
    const property = isRecord(any) ? any : {};
    return (
      <Setting
        key={key}
        path={key}
        label={labelOf(key)}
        description={textOf(property.description)}
        orientation={property.type === "boolean" ? "horizontal" : "vertical"}
      >
        {(control) => (
          <SchemaControl
            {...control}
            property={property}
            value={value[key] ?? property.default}
            onChange={(next) => onChange({ [key]: next })}
          />
        )}
      </Setting>
    );
  });
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

function SchemaControl({
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
        className="w-32"
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
