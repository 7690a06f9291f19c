"use client";

import { createContext, use } from "react";
import type { Property } from "@/lib/segments/properties";
import type { DraftGroup } from "./draft";
import type { PropertyOf } from "./rules";

/** What every line of the builder reads and changes. */
export interface Editing {
  root: DraftGroup;
  /** `focus` is the node that was added or moved: its first control, or its menu, gets the focus. */
  change: (root: DraftGroup, focus?: Focus) => void;
  /** What is wrong, by the id of the node that it is about. */
  problems: ReadonlyMap<number, string>;
  /** What the picker offers. */
  properties: readonly Property[];
  propertyOf: PropertyOf;
}

export interface Focus {
  id: number;
  at: "field" | "menu";
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (editing === null) throw new Error("A line of rules stands outside of its builder.");
  return editing;
}
