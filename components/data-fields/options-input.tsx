"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { fieldLimits } from "@/lib/audiences/fields/shape";

/** The options of a choice, one line each: Enter starts the next one, a pasted list becomes several. */
export function OptionsInput({
  id,
  value,
  onChange,
  invalid,
  describedBy,
}: {
  id: string;
  value: string[];
  onChange: (options: string[]) => void;
  invalid?: boolean;
  describedBy?: string;
}) {
  const list = useRef<HTMLOListElement>(null);
  const full = value.length >= fieldLimits.options;

  function focus(index: number) {
    // The line exists after React has rendered it.
    requestAnimationFrame(() => list.current?.querySelectorAll("input")[index]?.focus());
  }
  function replace(index: number, removed: number, ...added: string[]) {
    onChange([...value.slice(0, index), ...added, ...value.slice(index + removed)].slice(0, fieldLimits.options));
  }
  function onKeyDown(event: KeyboardEvent, index: number) {
    if (event.key === "Enter") {
      event.preventDefault();
      if (!full) replace(index + 1, 0, "");
      focus(index + 1);
    } else if (event.key === "Backspace" && value[index] === "" && value.length > 1) {
      event.preventDefault();
      replace(index, 1);
      focus(Math.max(0, index - 1));
    }
  }
  function onPaste(event: ClipboardEvent, index: number) {
    const lines = event.clipboardData
      .getData("text")
      .split(/\r?\n/)
      .filter((line) => line.trim() !== "");
    if (lines.length < 2) return;
    event.preventDefault();
    replace(index, value[index] === "" ? 1 : 0, ...lines);
  }
  function swap(index: number, other: number) {
    const [a, b] = [value[index], value[other]];
    if (a === undefined || b === undefined) return;
    onChange(value.map((option, at) => (at === index ? b : at === other ? a : option)));
  }

  return (
    <div className="flex flex-col gap-2">
      <ol ref={list} className="flex flex-col gap-1.5">
        {value.map((option, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: options have no identity but their place while they are typed.
          <li key={index} className="flex items-center gap-1">
            <Input
              id={index === 0 ? id : undefined}
              aria-label={`Option ${index + 1}`}
              aria-invalid={invalid || undefined}
              aria-describedby={describedBy}
              value={option}
              maxLength={fieldLimits.optionCharactersMax}
              autoComplete="off"
              onChange={(event) => replace(index, 1, event.target.value)}
              onKeyDown={(event) => onKeyDown(event, index)}
              onPaste={(event) => onPaste(event, index)}
            />
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Move option ${index + 1} up`}
              disabled={index === 0}
              onClick={() => swap(index, index - 1)}
            >
              <ArrowUp />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Move option ${index + 1} down`}
              disabled={index === value.length - 1}
              onClick={() => swap(index, index + 1)}
            >
              <ArrowDown />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Remove option ${index + 1}`}
              disabled={value.length === 1}
              onClick={() => replace(index, 1)}
            >
              <X />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        variant="outline"
        size="sm"
        className="self-start"
        disabled={full}
        onClick={() => {
          replace(value.length, 0, "");
          focus(value.length);
        }}
      >
        <Plus />
        Add option
      </Button>
    </div>
  );
}
