"use client";

import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { Plus } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { findNode } from "@/lib/journeys/edit/node";
import { outputWords } from "../builder/add-menu";
import { useEditing } from "../builder/editing";
import { useWalked } from "../simulation/simulation-context";
import type { WayEdgeData } from "./flow";
import { useDropTarget } from "./use-drop-target";
import { cornersOf, marksOf, pathOf, type Side } from "./way-path";

const shifts: Record<Side, string> = { left: "calc(8px - 100%)", right: "-8px" };

const at = ({ x, y, side }: { x: number; y: number; side?: Side }) => ({
  transform: `translate(${side ? shifts[side] : "-50%"}, -50%) translate(${x}px, ${y}px)`,
});

/** A way from an output: its words where it begins, and a button that puts a block on it. */
export function WayEdge({ id, sourceX, sourceY, targetX, targetY, data }: EdgeProps<WayEdgeData>) {
  const { graph, canWrite, ask, commands } = useEditing();
  const drop = useDropTarget((type) => {
    if (data) commands.addBehind(data.output, type);
  });
  const isWalked = useWalked()?.ways.has(id) === true;
  if (data === undefined) return null;
  const { output, label, way, isConnected } = data;
  const from = { x: sourceX, y: sourceY };
  const to = { x: targetX, y: targetY };
  const marks = marksOf(from, to, way, data);
  const node = findNode(graph, output.from);
  return (
    <>
      <BaseEdge
        id={id}
        path={pathOf(cornersOf(from, to, way))}
        className={cn(!isConnected && "[stroke-dasharray:4_4]", isWalked && "!stroke-info ![stroke-width:2]")}
      />
      <EdgeLabelRenderer>
        {label === null ? null : (
          <span
            style={at(marks.label)}
            className="absolute max-w-36 truncate rounded-full border bg-background px-2 text-meta text-muted-foreground leading-5"
          >
            {label}
          </span>
        )}
        {isConnected && canWrite && node ? (
          <button
            type="button"
            {...drop.props}
            // The list view and the key A reach every way; here they would be in the way of the Tab key.
            tabIndex={-1}
            aria-label={`Add a block ${outputWords(node, output.port)}`}
            style={at(marks.button)}
            onClick={(event) => ask({ output, at: event.currentTarget })}
            className={cn(
              "nodrag nopan pointer-events-auto absolute flex size-5 items-center justify-center rounded-full border border-input bg-background text-muted-foreground transition-colors duration-100 hover:border-foreground/40 hover:text-foreground [&_svg]:size-3",
              drop.isOver && "border-ring bg-accent/10 text-foreground",
            )}
          >
            <Plus aria-hidden />
          </button>
        ) : null}
      </EdgeLabelRenderer>
    </>
  );
}
