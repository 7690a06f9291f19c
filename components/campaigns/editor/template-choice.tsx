"use client";

import { LayoutTemplate } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type StarterTemplate, starterTemplates } from "./templates";

/** Ready-made mails to start from. */
export function TemplateCards({ onPick }: { onPick: (html: string) => void }) {
  return (
    <ul aria-label="Start with" className="grid gap-2 sm:grid-cols-3">
      {starterTemplates.map(({ name, purpose, html }) => (
        <li key={name} className="flex">
          <button
            type="button"
            onClick={() => onPick(html)}
            className="flex w-full flex-col rounded-lg border bg-card p-3 text-left transition-colors duration-100 hover:border-foreground/25"
          >
            <span className="font-medium text-table">{name}</span>
            <span className="text-meta text-muted-foreground">{purpose}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The same in place of what is written, after a question. */
export function TemplateMenu({ onPick }: { onPick: (html: string) => void }) {
  const [asked, setAsked] = useState<StarterTemplate | null>(null);
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="sm" className="h-6 px-1.5 text-meta">
            <LayoutTemplate />
            Templates
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {starterTemplates.map((template) => (
            <DropdownMenuItem key={template.name} onSelect={() => setAsked(template)}>
              {template.name}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      {asked === null ? null : (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(null)}
          title={`Start over with ${asked.name}?`}
          description="It replaces the HTML that is there now."
          confirmLabel="Replace the HTML"
          onConfirm={() => onPick(asked.html)}
        />
      )}
    </>
  );
}
