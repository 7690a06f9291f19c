"use client";

import { createContext, use } from "react";
import type { Answer } from "@/lib/http/contract";
import type { countBlocksContract } from "@/lib/journeys/contract";
import type { Edit } from "@/lib/journeys/edit/blocks";
import type { Output } from "@/lib/journeys/edit/node";
import type { Graph } from "@/lib/journeys/graph/graph";
import type { JourneyScreen } from "../scope";
import type { Commands } from "./use-commands";

export type BlockCounts = Answer<typeof countBlocksContract>["blocks"];

/** A place where the next block goes, and the element that was pressed. */
export interface Adding {
  output: Output;
  at: HTMLElement;
}

/** What canvas, list and inspector read and change. */
export interface Editing extends JourneyScreen {
  audienceId: string;
  graph: Graph;
  /** Changes that name the same thing one after the other are one step for undo. */
  change: (edit: Edit, about?: string) => void;
  /** The next change is a step of its own for undo. */
  endStep: () => void;
  /** Blocks by id; the settings of a single one are open. */
  selection: readonly string[];
  select: (ids: readonly string[]) => void;
  /** Opens a block's settings and goes on there. */
  enter: (id: string) => void;
  /** The block that gets the focus next, with a number that counts the wishes. */
  wanted: { id: string; number: number } | null;
  /** What keeps a block from being published. */
  problems: ReadonlyMap<string, readonly string[]>;
  /** Null while nobody has ever come in. */
  counts: BlockCounts | null;
  /** Asks which block goes behind an output. */
  ask: (adding: Adding) => void;
  commands: Commands;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (editing === null) throw new Error("A part of the builder stands outside of it.");
  return editing;
}
