"use client";

import { useState } from "react";
import { type Layout, layOut } from "@/lib/journeys/edit/layout";
import { portsOf } from "@/lib/journeys/edit/node";
import type { Graph } from "@/lib/journeys/graph/graph";

/** All that a layout depends on: blocks, their outputs and the ways. */
const shapeOf = ({ nodes, edges }: Graph, height: number): string =>
  JSON.stringify([height, nodes.map((node) => [node.id, node.type, ...portsOf(node).map(({ name }) => name)]), edges]);

/** The layout of a graph, made anew only when its shape changes: typing into a setting, which does not, has to be quick. */
export function useLayout(graph: Graph, height: number): Layout {
  const shape = shapeOf(graph, height);
  const [kept, setKept] = useState(() => ({ shape, layout: layOut(graph, height) }));
  if (kept.shape === shape) return kept.layout;
  const layout = layOut(graph, height);
  setKept({ shape, layout });
  return layout;
}
