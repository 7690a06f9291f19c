"use client";

import { Braces } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code-block";
import type { SubscribableEvent } from "@/lib/webhooks/subscribable";

/** One event with its description, and on demand what it brings. */
export function EventRow({
  event,
  checked,
  invalid,
  onCheckedChange,
}: {
  event: SubscribableEvent;
  checked: boolean;
  invalid: boolean;
  onCheckedChange: (checked: boolean) => void;
}) {
  const [open, setOpen] = useState(false);
  const { name, label, description, alsoKnownAs, sample } = event;
  return (
    <li className="px-3 py-2">
      <div className="flex items-start gap-2">
        <CheckboxField
          className="min-w-0 flex-1"
          checked={checked}
          aria-invalid={invalid || undefined}
          aria-label={label}
          onCheckedChange={(next) => onCheckedChange(next === true)}
          label={
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{label}</span>
              <code className="text-mono text-muted-foreground">{name}</code>
            </span>
          }
          description={alsoKnownAs ? `${description} Elsewhere: ${alsoKnownAs}.` : description}
        />
        <Button
          variant="ghost"
          size="icon-sm"
          aria-expanded={open}
          aria-label={`Sample of ${label}`}
          title={`Sample of ${label}`}
          onClick={() => setOpen(!open)}
        >
          <Braces />
        </Button>
      </div>
      {open ? (
        <CodeBlock
          className="mt-2"
          title={`Sample data of ${name}`}
          language="json"
          code={JSON.stringify(sample, null, 2)}
          maxHeight="14rem"
        />
      ) : null}
    </li>
  );
}
