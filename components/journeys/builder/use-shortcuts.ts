"use client";

import { useEffect } from "react";
import type { Commands } from "./use-commands";

/** Where keys and the clipboard belong to a field or to what lies above the page. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu]") !==
    null;

/** Undo, redo, copy, cut and paste for the whole page, as everywhere else. */
export function useShortcuts(commands: Commands, selection: readonly string[], canWrite: boolean): void {
  useEffect(() => {
    if (!canWrite) return;
    function onKeyDown(event: KeyboardEvent) {
      if (!(event.metaKey || event.ctrlKey) || event.altKey || isElsewhere(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) commands.undo();
      else if ((key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey)) commands.redo();
      else if (key === "d" && selection.length > 0) commands.duplicate(selection);
      else return;
      event.preventDefault();
    }
    function onCopy(event: ClipboardEvent) {
      if (isElsewhere(event.target) || document.getSelection()?.isCollapsed === false) return;
      const text = commands.copyText(selection);
      if (text === null || event.clipboardData === null) return;
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut") commands.remove(selection);
    }
    function onPaste(event: ClipboardEvent) {
      if (isElsewhere(event.target)) return;
      if (commands.paste(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    }
    window.addEventListener("keydown", onKeyDown);
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [commands, selection, canWrite]);
}
