"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type WebhookPreset, webhookPresets } from "@/lib/webhooks/presets";

const presets: readonly WebhookPreset[] = Object.values(webhookPresets);

/** Known receivers, each a form filled in. */
export const PresetMenu = ({ onChoose }: { onChoose: (preset: WebhookPreset) => void }) => (
  <DropdownMenu>
    <DropdownMenuTrigger asChild>
      <Button variant="outline">
        Use a preset
        <ChevronDown />
      </Button>
    </DropdownMenuTrigger>
    <DropdownMenuContent className="max-w-80">
      {presets.map((preset) => (
        <DropdownMenuItem key={preset.label} onSelect={() => onChoose(preset)}>
          <span className="min-w-0">
            <span className="block font-medium">{preset.label}</span>
            <span className="block text-pretty text-meta text-muted-foreground">{preset.description}</span>
          </span>
        </DropdownMenuItem>
      ))}
    </DropdownMenuContent>
  </DropdownMenu>
);

/** What is to be done over there. */
export const PresetSteps = ({ preset }: { preset: WebhookPreset }) => (
  <Callout title={`${preset.label}: how to set it up`}>
    <ol className="mt-1 flex list-decimal flex-col gap-1 pl-4 [overflow-wrap:anywhere]">
      {preset.setup.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  </Callout>
);
