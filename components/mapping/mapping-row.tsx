"use client";

import { ArrowDown, ArrowUp, Copy, TriangleAlert, X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { changeSource, type DraftRow, type EmptyRule } from "./draft";
import type { MappableProperty } from "./properties";
import { sources, ValueInput } from "./value-input";

/** What is said of one row: problems keep it from being saved, a warning does not. */
export interface RowNotes {
  field?: string | undefined;
  value?: string | undefined;
  warning?: string | undefined;
}

const emptyOptions: { value: EmptyRule; label: string }[] = [
  { value: "empty", label: "Send it empty" },
  { value: "default", label: "Send a default" },
  { value: "omit", label: "Leave the field out" },
];

export function MappingRow({
  row,
  number,
  isLast,
  properties,
  notes = {},
  canDuplicate,
  onChange,
  onMove,
  onDuplicate,
  onRemove,
}: {
  row: DraftRow;
  number: number;
  isLast: boolean;
  properties: readonly MappableProperty[];
  notes?: RowNotes | undefined;
  canDuplicate: boolean;
  onChange: (row: DraftRow) => void;
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}) {
  const id = useId();
  const set = (part: Partial<DraftRow>) => onChange({ ...row, ...part });
  return (
    <li data-row={row.id} className="flex min-w-0 flex-col gap-2 rounded-lg border bg-card p-2.5">
      <div className="grid min-w-0 items-start gap-2 sm:grid-cols-[minmax(0,2fr)_9rem_minmax(0,3fr)]">
        <div className="flex min-w-0 flex-col gap-1">
          <Input
            data-part="field"
            className="text-mono"
            aria-label={`Field name ${number}`}
            aria-invalid={notes.field ? true : undefined}
            aria-describedby={notes.field ? `${id}-field` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder="Field name"
            value={row.field}
            onChange={(event) => set({ field: event.target.value })}
          />
          <FieldError id={`${id}-field`}>{notes.field}</FieldError>
        </div>
        <Select
          aria-label={`Source ${number}`}
          options={sources}
          value={row.source}
          onValueChange={(source) => onChange(changeSource(row, source))}
        />
        <div className="flex min-w-0 flex-col gap-1">
          <ValueInput
            row={row}
            number={number}
            properties={properties}
            onValueChange={(value) => set({ value })}
            aria-invalid={notes.value ? true : undefined}
            aria-describedby={notes.value ? `${id}-value` : undefined}
          />
          <FieldError id={`${id}-value`}>{notes.value}</FieldError>
        </div>
      </div>
      {notes.warning && !notes.field && !notes.value ? (
        <p className="flex items-start gap-1.5 text-meta text-warning-foreground">
          <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {notes.warning}
        </p>
      ) : null}
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1.5">
        {row.source === "custom" ? (
          <span className="text-meta text-muted-foreground">Sent as text, the same every time</span>
        ) : (
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
            <span aria-hidden className="text-meta text-muted-foreground">
              If empty
            </span>
            <Select
              size="sm"
              className="w-40"
              aria-label={`If field ${number} is empty`}
              options={emptyOptions}
              value={row.ifEmpty}
              onValueChange={(ifEmpty) => set({ ifEmpty })}
            />
            {row.ifEmpty === "default" ? (
              <Input
                className="h-7 min-w-24 flex-1 text-table"
                aria-label={`Default ${number}`}
                autoComplete="off"
                placeholder="Default"
                value={row.default}
                onChange={(event) => set({ default: event.target.value })}
              />
            ) : null}
          </div>
        )}
        <div className="ml-auto flex shrink-0">
          <RowButton part="up" label={`Move field ${number} up`} disabled={number === 1} onClick={() => onMove(-1)}>
            <ArrowUp />
          </RowButton>
          <RowButton part="down" label={`Move field ${number} down`} disabled={isLast} onClick={() => onMove(1)}>
            <ArrowDown />
          </RowButton>
          <RowButton
            part="duplicate"
            label={`Duplicate field ${number}`}
            disabled={!canDuplicate}
            onClick={onDuplicate}
          >
            <Copy />
          </RowButton>
          <RowButton part="remove" label={`Remove field ${number}`} onClick={onRemove}>
            <X />
          </RowButton>
        </div>
      </div>
    </li>
  );
}

function RowButton({
  part,
  label,
  disabled,
  onClick,
  children,
}: {
  part: string;
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      data-part={part}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
