"use client";

import { LayoutList, Network, Redo2, Undo2, WandSparkles } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { isTidy, tidyUp } from "@/lib/journeys/edit/blocks";
import { useEditing } from "./editing";
import { PaletteButton } from "./palette";
import type { View } from "./view-state";

/** Above the blocks: how they are shown, and going back and forth in what was done. */
export function Toolbar({
  view,
  onViewChange,
  canUndo,
  canRedo,
  hasPalette,
}: {
  view: View;
  onViewChange: (view: View) => void;
  canUndo: boolean;
  canRedo: boolean;
  /** There is one beside the canvas already. */
  hasPalette: boolean;
}) {
  const { graph, canWrite, change, commands } = useEditing();
  return (
    <div role="toolbar" aria-label="Builder" className="flex flex-wrap items-center gap-1.5 border-b px-3 py-1.5">
      <div className="flex rounded-md bg-muted p-0.5">
        <ViewButton view="canvas" label="Canvas" current={view} onPick={onViewChange}>
          <Network />
        </ViewButton>
        <ViewButton view="list" label="List" current={view} onPick={onViewChange}>
          <LayoutList />
        </ViewButton>
      </div>
      {canWrite ? (
        <>
          <span aria-hidden className="mx-1 h-5 w-px bg-border" />
          <Tool label="Undo" disabled={!canUndo} onClick={commands.undo}>
            <Undo2 />
          </Tool>
          <Tool label="Redo" disabled={!canRedo} onClick={commands.redo}>
            <Redo2 />
          </Tool>
          {view === "canvas" ? (
            <Tool label="Tidy up" disabled={isTidy(graph)} onClick={() => change(tidyUp)}>
              <WandSparkles />
            </Tool>
          ) : null}
          {hasPalette ? null : <PaletteButton className="ml-auto" />}
        </>
      ) : null}
    </div>
  );
}

function ViewButton({
  view,
  label,
  current,
  onPick,
  children,
}: {
  view: View;
  label: string;
  current: View;
  onPick: (view: View) => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={current === view}
      onClick={() => onPick(view)}
      className={cn(
        "flex h-6 items-center gap-1.5 rounded-sm px-2 text-meta text-muted-foreground transition-colors duration-100 hover:text-foreground [&_svg]:size-3.5",
        current === view && "bg-card font-medium text-foreground",
      )}
    >
      {children}
      {label}
    </button>
  );
}

function Tool({
  label,
  disabled,
  onClick,
  children,
}: {
  label: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip content={label} side="bottom">
      <Button variant="ghost" size="icon-sm" aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </Button>
    </Tooltip>
  );
}
