"use client";

import { GripVertical } from "lucide-react";
import type { PointerEvent } from "react";
import { cn } from "@/components/ui/cn";

/** The place of the row under a pointer; the first or last when it is above or below them all. */
function placeAt(y: number, rows: HTMLCollection): number {
  const found = [...rows].findIndex((row) => y < row.getBoundingClientRect().bottom);
  return found === -1 ? rows.length - 1 : found;
}

/** The click that follows letting go is no click on the row. */
function swallowClick(): void {
  const stop = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
}

/**
 * Drags a row of a table to another place: `onDrag` says over which one the pointer is, `onDrop` that it was let go there, `onCancel`
 * that nothing is to change. For pointers alone: buttons beside it do the same for keyboards. The handlers are those of the moment in
 * which it was taken, so they must not read what changes meanwhile.
 */
export function DragHandle({
  dragging,
  onDrag,
  onDrop,
  onCancel,
}: {
  dragging: boolean;
  onDrag: (place: number) => void;
  onDrop: () => void;
  onCancel: () => void;
}) {
  function take(event: PointerEvent<HTMLElement>) {
    const rows = event.currentTarget.closest("tbody")?.children;
    if (event.button !== 0 || rows === undefined) return;
    event.preventDefault();
    // A row that moves in the document would lose a captured pointer, so the window is listened to.
    const given = new AbortController();
    const { signal } = given;
    const end = (how: () => void) => {
      given.abort();
      swallowClick();
      how();
    };
    window.addEventListener("pointermove", ({ clientY }) => onDrag(placeAt(clientY, rows)), { signal });
    window.addEventListener("pointerup", () => end(onDrop), { signal });
    window.addEventListener("pointercancel", () => end(onCancel), { signal });
    window.addEventListener("keydown", ({ key }) => key === "Escape" && end(onCancel), { signal });
  }
  return (
    <span
      aria-hidden
      data-drag-handle
      className={cn(
        "flex size-7 touch-none items-center justify-center text-muted-foreground hover:text-foreground [&_svg]:size-4",
        dragging ? "cursor-grabbing text-foreground" : "cursor-grab",
      )}
      onPointerDown={take}
    >
      <GripVertical />
    </span>
  );
}
