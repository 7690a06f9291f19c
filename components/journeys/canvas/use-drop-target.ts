"use client";

import { type DragEvent, useState } from "react";
import { draggedBlock } from "../builder/block-groups";

/** Takes a block that is dragged from the palette, and nothing else. */
export function useDropTarget(onDrop: (type: string, event: DragEvent) => void) {
  const [isOver, setIsOver] = useState(false);
  const props = {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes(draggedBlock)) return;
      event.preventDefault();
      event.stopPropagation();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop(event: DragEvent) {
      const type = event.dataTransfer.getData(draggedBlock);
      setIsOver(false);
      if (type === "") return;
      event.preventDefault();
      event.stopPropagation();
      onDrop(type, event);
    },
  };
  return { isOver, props };
}
