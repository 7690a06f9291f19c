"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { cn } from "./cn";
import { Input, InputAddon, InputGroup } from "./input";

/** A search field that reports after a pause in typing; Escape empties it. */
export function SearchInput({
  value,
  onValueChange,
  placeholder = "Search…",
  label = placeholder,
  delayMs = 250,
  className,
}: {
  value: string;
  onValueChange: (value: string) => void;
  placeholder?: string;
  label?: string;
  delayMs?: number;
  className?: string;
}) {
  const [text, setText] = useState(value);
  const reported = useRef(value);
  const report = useRef(onValueChange);

  useEffect(() => {
    report.current = onValueChange;
  });

  // A value that did not come from here (a link, "clear all") replaces what is typed.
  useEffect(() => {
    if (value === reported.current) return;
    reported.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    if (text === reported.current) return;
    const timer = setTimeout(() => {
      reported.current = text;
      report.current(text);
    }, delayMs);
    return () => clearTimeout(timer);
  }, [text, delayMs]);

  function clear() {
    setText("");
    reported.current = "";
    report.current("");
  }

  return (
    <InputGroup className={cn("w-full sm:w-64", className)}>
      <InputAddon>
        <Search aria-hidden />
      </InputAddon>
      <Input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text) {
            event.preventDefault();
            event.stopPropagation();
            clear();
          }
        }}
        className="[&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={clear}
          className="mr-1 flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
        >
          <X className="size-3.5" />
        </button>
      ) : null}
    </InputGroup>
  );
}
