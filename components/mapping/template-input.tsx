"use client";

import { useMemo, useRef } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Textarea } from "@/components/ui/textarea";
import { type MappableProperty, propertyOptions } from "./properties";

/** Liquid with a picker that puts a property where the cursor is. */
export function TemplateInput({
  label,
  value,
  onValueChange,
  properties,
  rows = 2,
  ...state
}: {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  properties: readonly MappableProperty[];
  rows?: number;
  "aria-invalid"?: true | undefined;
  "aria-describedby"?: string | undefined;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const options = useMemo(() => propertyOptions(properties), [properties]);

  function insert(path: string) {
    const { selectionStart: start = value.length, selectionEnd: end = value.length } = area.current ?? {};
    const placeholder = `{{ ${path} }}`;
    onValueChange(value.slice(0, start) + placeholder + value.slice(end));
    const caret = start + placeholder.length;
    // After the picker has closed and given the focus back.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret, caret);
    });
  }

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Textarea
        {...state}
        ref={area}
        mono
        rows={rows}
        aria-label={label}
        spellCheck={false}
        placeholder="{{ contact.first_name }}"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      />
      <Combobox
        className="h-7 w-40 text-meta"
        aria-label={`Insert a property into ${label.toLowerCase()}`}
        placeholder="Insert property…"
        searchPlaceholder="Search properties…"
        options={options}
        value={null}
        onValueChange={(path) => {
          if (path !== null) insert(path);
        }}
      />
    </div>
  );
}
