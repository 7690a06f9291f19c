"use client";

import { useId } from "react";
import { FieldError } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { findOperator, operators } from "@/lib/segments/operators";
import { valueInputs } from "../values/value-input";
import { changeCondition, type DraftCondition } from "./draft";
import { useEditing } from "./editing";
import { NodeMenu } from "./node-menu";
import { PropertyPicker } from "./property-picker";

/** One line: what it looks at, how it compares, with what. Everything it offers stands in the registry. */
export function ConditionRow({ condition, place }: { condition: DraftCondition; place: string }) {
  const { root, change, problems, propertyOf } = useEditing();
  const errorId = useId();
  const name = `Condition ${place}`;
  const property = propertyOf(condition.field);
  const operator = property && condition.op !== null ? findOperator(property.kind, condition.op) : null;
  const problem = problems.get(condition.id);
  const set = (part: Partial<DraftCondition>) => change(changeCondition(root, { ...condition, ...part }));
  const state = {
    "aria-invalid": problem ? (true as const) : undefined,
    "aria-describedby": problem ? errorId : undefined,
  };

  function pickProperty(field: string) {
    const kind = propertyOf(field)?.kind;
    const [op, first] = kind ? (Object.entries(operators[kind])[0] ?? []) : [];
    // Another property of the same kind is compared as this one was.
    if (kind !== undefined && kind === property?.kind && kind !== "choice") return set({ field });
    set({ field, op: op ?? null, value: first && valueInputs[first.input].initial });
  }

  function pickOperator(op: string) {
    const next = property && findOperator(property.kind, op);
    if (!next) return;
    set({ op, value: next.input === operator?.input ? condition.value : valueInputs[next.input].initial });
  }

  const { Input } = valueInputs[operator?.input ?? "none"];
  return (
    <div role="group" aria-label={name} className="flex min-w-0 items-start gap-1 rounded-lg border bg-card p-2">
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex min-w-0 flex-wrap items-start gap-2">
          <PropertyPicker
            {...state}
            className="sm:w-44"
            aria-label={`${name}: property`}
            data-field-of={condition.id}
            value={condition.field}
            onValueChange={pickProperty}
          />
          {property ? (
            <Select
              {...state}
              className="sm:w-auto"
              aria-label={`${name}: comparison`}
              options={Object.entries(operators[property.kind]).map(([value, { label }]) => ({ value, label }))}
              value={condition.op}
              onValueChange={pickOperator}
            />
          ) : null}
          {property && operator && operator.input !== "none" ? (
            <div className="min-w-0 flex-1 basis-44">
              <Input
                {...state}
                aria-label={`${name}: value`}
                property={property}
                value={condition.value}
                onChange={(value) => set({ value })}
              />
            </div>
          ) : null}
        </div>
        <FieldError id={errorId}>{problem}</FieldError>
      </div>
      <NodeMenu node={condition} name={name.toLowerCase()} />
    </div>
  );
}
