"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { registry } from "@/lib/journeys/blocks/registry";
import { isStart, nodeName, nodeSummary, portsOf } from "@/lib/journeys/edit/node";
import { isSetUp } from "@/lib/journeys/edit/settings-problems";
import { BlockCountsLine } from "../block-counts";
import { BlockIcon } from "../block-icon";
import { useEditing } from "../builder/editing";
import { useWalked } from "../simulation/simulation-context";
import { WalkPlaces } from "../simulation/walk-places";
import { type BlockNodeData, portX } from "./flow";
import { useCanvas } from "./use-canvas";

/** The dot stands on the edge of the card; the handle itself ends with it, so that ways begin there. */
const handleClasses =
  "!size-3 !min-h-0 !min-w-0 !border-0 !bg-transparent opacity-0 transition-opacity group-hover:opacity-100 [.connecting_&]:opacity-100 after:absolute after:left-1/2 after:size-2.5 after:-translate-x-1/2 after:rounded-full after:border-2 after:border-card after:bg-muted-foreground";
const inClasses = `${handleClasses} ![transform:translate(-50%,0)] after:-top-1.5`;
const outClasses = `${handleClasses} ![transform:translate(-50%,0)] after:-bottom-1.5`;

/** A block on the canvas: what it is, what it does in one line, how many are there, and whether something is to be mended. */
export function BlockNode({ id, data: { node, selected } }: NodeProps<BlockNodeData>) {
  const { canWrite, problems, counts, workspace, journeyId } = useEditing();
  const walked = useWalked()?.places.get(id);
  const { entry, onBlockKeyDown, takesFocus } = useCanvas();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The view moves by itself: the browser's scrolling would push the canvas out of its frame.
    if (takesFocus(id)) button.current?.focus({ preventScroll: true });
  }, [takesFocus, id]);
  const ports = portsOf(node);
  const label = registry.get(node.type)?.label ?? node.type;
  const summary = nodeSummary(node);
  const own = problems.get(id) ?? [];
  return (
    <div className="group relative size-full">
      {isStart(node) ? null : (
        <Handle type="target" position={Position.Top} isConnectable={canWrite} className={inClasses} />
      )}
      <button
        ref={button}
        type="button"
        data-block={id}
        tabIndex={entry === id ? 0 : -1}
        aria-expanded={selected}
        onKeyDown={(event) => onBlockKeyDown(event, id)}
        className={cn(
          "flex size-full flex-col justify-center gap-2 rounded-lg border bg-card px-3 text-left transition-[border-color] duration-100 hover:border-foreground/25",
          selected && "border-foreground/70 ring-1 ring-foreground/70",
          own.length > 0 && !selected && "border-danger/60",
          walked && !selected && "border-info ring-1 ring-info",
          counts !== null && "pb-6",
        )}
      >
        <span className="flex w-full min-w-0 items-center gap-2.5">
          <span
            aria-hidden
            className="flex size-8 shrink-0 items-center justify-center rounded-md bg-muted text-foreground/80 [&_svg]:size-4"
          >
            <BlockIcon type={node.type} />
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium text-table">{nodeName(node)}</span>
            <span className="block truncate text-meta text-muted-foreground">
              {summary || (isSetUp(node) ? (node.name ? label : "") : "Not set up yet")}
            </span>
          </span>
          {own.length > 0 ? (
            <span title={own.join("\n")} className="self-start text-danger-foreground [&_svg]:size-4">
              <CircleAlert aria-hidden />
              <span className="sr-only">
                {own.length === 1 ? "One thing" : `${own.length} things`} to mend: {own.join(" ")}
              </span>
            </span>
          ) : null}
        </span>
      </button>
      {counts === null ? null : (
        <BlockCountsLine
          scope={{ workspace, journeyId }}
          node={node}
          counts={counts[id]}
          // The list view reaches them; here they would be in the way of the Tab key.
          tabIndex={-1}
          className="nodrag nopan absolute bottom-3.5 left-[3.125rem]"
        />
      )}
      {walked ? <WalkPlaces places={walked} className="absolute -top-2 -left-2" /> : null}
      {ports.map(({ name }, index) => (
        <Handle
          key={name}
          id={name}
          type="source"
          position={Position.Bottom}
          isConnectable={canWrite}
          style={{ left: portX(index, ports.length) }}
          className={outClasses}
        />
      ))}
    </div>
  );
}
