"use client";

import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

export type Secret = { label: string; value: string; description?: ReactNode };

/** Something shown once: amber edge, mono, copy. `onSaved` puts it away. */
export function SecretPanel({
  title = "Copy it now: you won’t see it again",
  description,
  secrets,
  onSaved,
  savedLabel = "I have saved it",
  className,
}: {
  title?: ReactNode;
  description?: ReactNode;
  secrets: readonly Secret[];
  onSaved?: () => void;
  savedLabel?: string;
  className?: string;
}) {
  return (
    <section
      className={cn(
        "min-w-0 overflow-hidden rounded-lg border border-warning/40 border-l-[3px] border-l-warning bg-warning/[0.07]",
        className,
      )}
    >
      <div className="flex gap-2.5 px-4 pt-3.5">
        <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-foreground" />
        <div className="min-w-0">
          <p className="font-medium text-table">{title}</p>
          {description ? <p className="mt-0.5 text-pretty text-muted-foreground text-table">{description}</p> : null}
        </div>
      </div>
      <dl className="flex flex-col gap-3 p-4">
        {secrets.map((secret) => (
          <div key={secret.label} className="min-w-0">
            <dt className="mb-1 font-medium text-meta">{secret.label}</dt>
            <dd className="min-w-0">
              <div className="flex min-w-0 items-center gap-1 rounded-md border border-input bg-card py-0.5 pr-0.5 pl-2.5">
                <code className="min-w-0 flex-1 select-all py-1 text-mono [overflow-wrap:anywhere]">
                  {secret.value}
                </code>
                <CopyButton value={secret.value} label={`Copy ${secret.label}`} />
              </div>
              {secret.description ? <p className="mt-1 text-meta text-muted-foreground">{secret.description}</p> : null}
            </dd>
          </div>
        ))}
      </dl>
      {onSaved ? (
        <div className="flex justify-end border-warning/25 border-t px-4 py-2.5">
          <Button variant="outline" size="sm" onClick={onSaved}>
            {savedLabel}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
