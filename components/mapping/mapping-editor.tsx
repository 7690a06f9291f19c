"use client";

import { Plus } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { blankRow, type DraftRow, duplicateRow, moveRow, removeRow, replaceRow } from "./draft";
import { MappingRow, type RowNotes } from "./mapping-row";
import type { MappableProperty } from "./properties";

/**
 * The fields of a payload, row by row: name, where the value comes from, what happens when it is empty. It knows nothing of what the
 * payload is for: whoever uses it brings rows, properties, and what is to be said of single rows.
 */
export function MappingEditor({
  rows,
  onChange,
  properties,
  notes,
  problem,
  rowsMax,
  onBlur,
}: {
  rows: readonly DraftRow[];
  onChange: (rows: DraftRow[]) => void;
  properties: readonly MappableProperty[];
  /** What is wrong with a row, or what the preview warns of, by the row's id. */
  notes: ReadonlyMap<string, RowNotes>;
  /** What is wrong with the rows as a whole. */
  problem?: string | undefined;
  rowsMax: number;
  onBlur?: () => void;
}) {
  const list = useRef<HTMLOListElement>(null);

  /** Once React has drawn it. A row that moves keeps the focus on the button that moved it. */
  const focus = (id: string, what: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-row="${id}"] [data-part="${what}"]:not(:disabled)`)?.focus(),
    );

  function add() {
    const row = blankRow();
    onChange([...rows, row]);
    focus(row.id, "field");
  }
  function move(id: string, by: -1 | 1) {
    const moved = moveRow(rows, id, by);
    onChange(moved);
    const at = moved.findIndex((row) => row.id === id);
    // At an end the button that was pressed can't be pressed again.
    if (by === -1) focus(id, at === 0 ? "down" : "up");
    else focus(id, at === moved.length - 1 ? "up" : "down");
  }
  function remove(id: string) {
    const at = rows.findIndex((row) => row.id === id);
    const next = rows[at + 1] ?? rows[at - 1];
    onChange(removeRow(rows, id));
    if (next) focus(next.id, "remove");
  }

  return (
    <div className="flex min-w-0 flex-col gap-3" onBlur={onBlur}>
      <ol ref={list} aria-label="Data mapping" className="flex min-w-0 flex-col gap-2">
        {rows.map((row, index) => (
          <MappingRow
            key={row.id}
            row={row}
            number={index + 1}
            isLast={index === rows.length - 1}
            properties={properties}
            notes={notes.get(row.id)}
            canDuplicate={rows.length < rowsMax}
            onChange={(changed) => onChange(replaceRow(rows, changed))}
            onMove={(by) => move(row.id, by)}
            onDuplicate={() => onChange(duplicateRow(rows, row.id))}
            onRemove={() => remove(row.id)}
          />
        ))}
      </ol>
      <FieldError>{problem}</FieldError>
      <Button variant="outline" size="sm" className="self-start" disabled={rows.length >= rowsMax} onClick={add}>
        <Plus />
        Add field
      </Button>
    </div>
  );
}
