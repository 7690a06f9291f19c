"use client";

import { createContext, type KeyboardEvent, use } from "react";

/** What the blocks of a canvas are told by it. */
export interface CanvasKeys {
  /** The block that the Tab key comes to; the arrow keys lead to the others. */
  entry: string | undefined;
  onBlockKeyDown: (event: KeyboardEvent<HTMLElement>, id: string) => void;
  /** True once for each wish that this block get the focus: it may be drawn only after it was wished for. */
  takesFocus: (id: string) => boolean;
}

export const CanvasContext = createContext<CanvasKeys>({
  entry: undefined,
  onBlockKeyDown: () => undefined,
  takesFocus: () => false,
});
export const useCanvas = (): CanvasKeys => use(CanvasContext);
