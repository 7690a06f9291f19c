"use client";

import { type ComponentProps, type KeyboardEvent, memo } from "react";
import { cn } from "./cn";
import { type CodeLanguage, highlight } from "./code-highlight";
import { insertText } from "./insert-text";

/** The same box for what is written and for its coloured twin: every line has to break at the same place in both. */
const textClasses =
  "col-start-1 row-start-1 m-0 min-w-0 whitespace-pre-wrap break-words py-2 pr-3 pl-12 text-mono [tab-size:2] max-sm:text-[1rem] max-sm:leading-6";

/** A new line starts as far in as the one before it. */
function keepIndentation(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== "Enter" || event.shiftKey || event.metaKey || event.ctrlKey || event.nativeEvent.isComposing)
    return;
  const { value, selectionStart } = event.currentTarget;
  const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  const indentation = /^[ \t]*/.exec(line)?.[0];
  if (!indentation) return;
  event.preventDefault();
  insertText(event.currentTarget, `\n${indentation}`);
}

/**
 * A field for code: line numbers, colours, indentation that goes on. A plain textarea lies over its own coloured text, so that
 * undo, spelling, search and screen readers are the browser's; Tab leaves it.
 */
export function CodeEditor({
  value,
  onValueChange,
  language = "html",
  problemLines = [],
  className,
  onKeyDown,
  ...props
}: Omit<ComponentProps<"textarea">, "value" | "onChange"> & {
  value: string;
  onValueChange: (value: string) => void;
  language?: CodeLanguage;
  /** Numbers of lines to mark, from 1. */
  problemLines?: readonly number[];
}) {
  return (
    <div
      data-scroll
      className={cn(
        "flex flex-col overflow-y-auto overscroll-contain rounded-md border border-input bg-card transition-colors duration-100 hover:border-foreground/25",
        "has-[:focus-visible]:border-ring has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ring has-[:focus-visible]:-outline-offset-1",
        "has-[[aria-invalid=true]]:border-danger",
        className,
      )}
    >
      <div className="grid flex-1 shrink-0">
        <pre aria-hidden className={cn(textClasses, "pointer-events-none select-none")}>
          {value.split("\n").map((line, index) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: the position is the identity of a line.
              key={index}
              number={index + 1}
              text={line}
              language={language}
              isProblem={problemLines.includes(index + 1)}
            />
          ))}
        </pre>
        <textarea
          data-slot="input"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
          onKeyDown={(event) => {
            onKeyDown?.(event);
            if (!event.defaultPrevented) keepIndentation(event);
          }}
          // Its letters are drawn by the coloured twin; `color` stays for the cursor and for high-contrast modes.
          className={cn(
            textClasses,
            "resize-none overflow-hidden bg-transparent outline-none [-webkit-text-fill-color:transparent]",
            "placeholder:[-webkit-text-fill-color:var(--muted-foreground)] forced-colors:[-webkit-text-fill-color:currentColor]",
          )}
          {...props}
        />
      </div>
    </div>
  );
}

const Line = memo(function Line({
  number,
  text,
  language,
  isProblem,
}: {
  number: number;
  text: string;
  language: CodeLanguage;
  isProblem: boolean;
}) {
  return (
    <span className={cn("relative block", isProblem && "bg-danger/10")}>
      <span
        className={cn(
          "absolute top-0 -left-12 w-9 text-right text-muted-foreground",
          isProblem && "font-medium text-danger-foreground",
        )}
      >
        {number}
      </span>
      {highlight(text, language)}
      {/* An empty line is as high as any other. */}
      {text === "" ? "\u200b" : null}
    </span>
  );
});
