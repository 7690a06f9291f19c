"use client";

import type { z } from "zod";
import { changeBlock } from "@/lib/journeys/edit/blocks";
import { findNode } from "@/lib/journeys/edit/node";
import type { GraphNode } from "@/lib/journeys/graph/graph";
import { useEditing } from "../builder/editing";

/** What every form of a block is given. */
export interface BlockFormProps {
  node: GraphNode;
}

/**
 * A block's settings for its form. `schema` reads any draft, however unfinished: each of its keys falls back to something that can be
 * shown. What was changed under one key is one step for undo.
 */
export function useSettings<Value extends object>({ id, config }: GraphNode, schema: z.ZodType<Value>) {
  const { change } = useEditing();
  const write = (next: (config: Record<string, unknown>) => Record<string, unknown>, about: string) =>
    change((graph) => {
      const now = findNode(graph, id);
      return now === undefined ? graph : changeBlock(id, { config: next(now.config) })(graph);
    }, `${id} ${about}`);
  return {
    value: schema.parse(config),
    /** Changes some of the settings and leaves the others. */
    set: (part: Partial<Value>) => write((now) => ({ ...now, ...part }), Object.keys(part).join(" ")),
    /** Other settings altogether, where one choice decides which there are. */
    replace: (next: Record<string, unknown>) => write(() => next, "all"),
  };
}
