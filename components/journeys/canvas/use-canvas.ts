"use client";

import { createContext, type KeyboardEvent, use } from "react";

/** What the blocks of a canvas are told by it. */
export interface CanvasKeys {
  /** The block that the Tab key comes to; the arrow keys lead to the others. */
  entry: string | undefined;
  onBlockKeyDown: (event: KeyboardEvent<HTMLElement>, id: string) => void;
}

export const CanvasContext = createContext<CanvasKeys>({ entry: undefined, onBlockKeyDown: () => undefined });
export const useCanvas = (): CanvasKeys => use(CanvasContext);
