"use client";

import { SaveState as Look } from "@/components/ui/save-state";
import type { SaveState as State } from "./use-autosave";

/** Whether what is on the screen is kept, in a word. */
export const SaveState = ({ state, onRetry }: { state: State; onRetry: () => void }) =>
  state === "refused" ? (
    <Look look="failed" text="Not saved: look at the marked field" />
  ) : (
    <Look look={state} onRetry={onRetry} />
  );
