"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { Block } from "@/lib/journeys/blocks/block";
import { isStart } from "@/lib/journeys/edit/node";
import { BlockIcon } from "../block-icon";
import { blockGroups, draggedBlock } from "./block-groups";
import { useEditing } from "./editing";

/** Every kind of block: pressed, it goes behind the selected one or at the end; dragged, it goes where it is dropped. */
export function Palette({ className, onAdded }: { className?: string; onAdded?: () => void }) {
  const { graph, commands } = useEditing();
  const hasStart = graph.nodes.some(isStart);
  return (
    <nav aria-label="Blocks" className={cn("flex flex-col gap-3", className)}>
      {blockGroups.map(([group, members]) => (
        <div key={group}>
          <h2 className="mb-1 px-2 font-medium text-meta text-muted-foreground">{group}</h2>
          <ul className="flex flex-col gap-px">
            {members.map((block) => (
              <li key={block.type}>
                <PaletteItem
                  block={block}
                  disabled={block.starts === true && hasStart}
                  onAdd={() => {
                    commands.add(block.type);
                    onAdded?.();
                  }}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function PaletteItem({ block, disabled, onAdd }: { block: Block; disabled: boolean; onAdd: () => void }) {
  return (
    <button
      type="button"
      draggable={!disabled}
      disabled={disabled}
      title={disabled ? "A journey has one trigger." : block.description}
      onClick={onAdd}
      onDragStart={(event) => {
        event.dataTransfer.setData(draggedBlock, block.type);
        event.dataTransfer.effectAllowed = "copy";
      }}
      className="flex h-8 w-full cursor-grab items-center gap-2 rounded-md px-2 text-left text-table hover:bg-foreground/[0.06] focus-visible:-outline-offset-2 active:cursor-grabbing disabled:cursor-default disabled:opacity-50 disabled:hover:bg-transparent"
    >
      <BlockIcon type={block.type} className="size-4 shrink-0 text-muted-foreground" />
      <span className="truncate">{block.label}</span>
    </button>
  );
}

/** The palette behind a button, where there is no room beside the canvas. */
export function PaletteButton({ className }: { className?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline" size="sm" className={className}>
          <Plus />
          Add block
        </Button>
      </PopoverTrigger>
      <PopoverContent
        aria-label="Blocks"
        className="w-60 p-2"
        // The block that was added has the focus.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <Palette onAdded={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}
