"use client";

import { ArrowRight, X } from "lucide-react";
import { useId } from "react";
import { useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { WebhookControl } from "./target-fields";

/** One line of a mapping: where a value lies, and what it is for. */
export function MappingRow({
  control,
  index,
  targets,
  onRemove,
}: {
  control: WebhookControl;
  index: number;
  targets: readonly ComboboxOption[];
  onRemove: () => void;
}) {
  const id = useId();
  const path = useController({ control, name: `mapping.${index}.path` });
  const target = useController({ control, name: `mapping.${index}.field` });
  const [pathError, targetError] = [path.fieldState.error?.message, target.fieldState.error?.message];
  const number = index + 1;
  return (
    <li className="flex items-start gap-1.5 max-sm:flex-wrap">
      <div className="flex min-w-0 flex-1 flex-col gap-1 max-sm:basis-full">
        <Input
          {...path.field}
          className="text-mono"
          aria-label={`Path ${number}`}
          aria-invalid={pathError !== undefined || undefined}
          aria-describedby={pathError ? `${id}-path` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="customer.email"
        />
        <FieldError id={`${id}-path`}>{pathError}</FieldError>
      </div>
      <ArrowRight aria-hidden className="mt-2 size-4 shrink-0 text-muted-foreground max-sm:hidden" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <Combobox
          ref={target.field.ref}
          value={target.field.value}
          onValueChange={(value) => target.field.onChange(value ?? "")}
          onBlur={target.field.onBlur}
          options={targets}
          placeholder="Choose a field…"
          aria-label={`Field ${number}`}
          aria-invalid={targetError !== undefined || undefined}
          aria-describedby={targetError ? `${id}-field` : undefined}
        />
        <FieldError id={`${id}-field`}>{targetError}</FieldError>
      </div>
      <Button variant="ghost" size="icon" aria-label={`Remove line ${number}`} onClick={onRemove}>
        <X />
      </Button>
    </li>
  );
}
