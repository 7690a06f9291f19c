"use client";

import { CircleCheck, CircleX, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import type { SaveState as State } from "./use-autosave";

const looks: Record<State, { text: string; icon: ReactNode; className?: string }> = {
  saved: { text: "Saved", icon: <CircleCheck aria-hidden /> },
  unsaved: { text: "Not saved yet", icon: <Pencil aria-hidden /> },
  saving: { text: "Saving…", icon: <Spinner /> },
  refused: {
    text: "Not saved: look at the marked field",
    icon: <CircleX aria-hidden />,
    className: "text-danger-foreground",
  },
  failed: { text: "Not saved", icon: <CircleX aria-hidden />, className: "text-danger-foreground" },
};

/** Whether what is on the screen is kept, in a word. */
export function SaveState({ state, onRetry }: { state: State; onRetry: () => void }) {
  const { text, icon, className } = looks[state];
  return (
    <span className="flex items-center gap-2">
      <span
        role="status"
        className={cn("flex items-center gap-1.5 text-meta text-muted-foreground [&_svg]:size-3.5", className)}
      >
        {icon}
        {text}
      </span>
      {state === "failed" ? (
        <Button variant="outline" size="sm" onClick={onRetry}>
          Save again
        </Button>
      ) : null}
    </span>
  );
}
