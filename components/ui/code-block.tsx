"use client";

import { Download } from "lucide-react";
import { Tabs as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { type CodeLanguage, highlight } from "./code-highlight";
import { CopyButton } from "./copy-button";
import { tabClasses } from "./tabs";

export type CodeSample = { label: string; language?: CodeLanguage; code: string };

function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

const preClasses = "overflow-auto p-3 text-mono [tab-size:2] focus-visible:-outline-offset-2 rounded-b-lg";

/**
 * A snippet to read and copy. One `code`, or `samples` as tabs. `title` names a single snippet, `wrap` breaks long lines,
 * `fileName` adds a download, `maxHeight` scrolls.
 */
export function CodeBlock({
  code,
  language = "text",
  samples,
  sample,
  onSampleChange,
  title,
  actions,
  wrap,
  fileName,
  maxHeight = "28rem",
  className,
}: {
  code?: string;
  language?: CodeLanguage;
  samples?: readonly CodeSample[];
  /** The label of the open tab, when somebody else remembers it. */
  sample?: string;
  onSampleChange?: (label: string) => void;
  title?: ReactNode;
  actions?: ReactNode;
  wrap?: boolean;
  fileName?: string;
  maxHeight?: string;
  className?: string;
}) {
  const all = samples ?? [{ label: typeof title === "string" ? title : "Code", language, code: code ?? "" }];
  const [own, setOwn] = useState(all[0]?.label ?? "");
  const wanted = sample ?? own;
  const current = all.find((each) => each.label === wanted) ?? all[0];
  if (!current) return null;

  const pre = (each: CodeSample) => (
    <pre tabIndex={0} style={{ maxHeight }} className={cn(preClasses, wrap && "whitespace-pre-wrap break-words")}>
      <code>{highlight(each.code, each.language ?? "text")}</code>
    </pre>
  );
  const tools = (
    <div className="ml-auto flex shrink-0 items-center gap-0.5">
      {actions}
      {fileName ? (
        <Button variant="ghost" size="icon-sm" aria-label="Download" onClick={() => save(fileName, current.code)}>
          <Download />
        </Button>
      ) : null}
      <CopyButton value={current.code} label="Copy code" />
    </div>
  );
  const frame = cn("group/code relative min-w-0 rounded-lg border bg-muted/50", className);

  if (samples) {
    return (
      <Radix.Root
        value={current.label}
        onValueChange={(label) => {
          setOwn(label);
          onSampleChange?.(label);
        }}
        className={frame}
      >
        <div className="flex items-center gap-3 border-b pr-1 pl-3">
          <Radix.List aria-label="Language" className="flex min-w-0 gap-3 overflow-x-auto [scrollbar-width:none]">
            {all.map((each) => (
              <Radix.Trigger key={each.label} value={each.label} className={cn(tabClasses, "mb-0 text-meta")}>
                {each.label}
              </Radix.Trigger>
            ))}
          </Radix.List>
          {tools}
        </div>
        {all.map((each) => (
          <Radix.Content key={each.label} value={each.label} tabIndex={-1}>
            {pre(each)}
          </Radix.Content>
        ))}
      </Radix.Root>
    );
  }
  if (title || actions || fileName) {
    return (
      <div className={frame}>
        <div className="flex h-9 items-center gap-3 border-b pr-1 pl-3">
          <span className="min-w-0 truncate text-meta text-muted-foreground">{title}</span>
          {tools}
        </div>
        {pre(current)}
      </div>
    );
  }
  return (
    <div className={frame}>
      {pre(current)}
      <CopyButton
        value={current.code}
        label="Copy code"
        className="absolute top-1 right-1 bg-background/80 backdrop-blur-sm"
      />
    </div>
  );
}
