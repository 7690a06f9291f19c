"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Plus } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { findNode } from "@/lib/journeys/edit/node";
import { outputWords } from "../builder/add-menu";
import { useEditing } from "../builder/editing";
import type { OpenNodeData } from "./flow";
import { useDropTarget } from "./use-drop-target";

/** Where a way ends for now: the next block goes here. */
export function OpenNode({ data: { output } }: NodeProps<OpenNodeData>) {
  const { graph, canWrite, ask, commands } = useEditing();
  const drop = useDropTarget((type) => commands.addBehind(output, type));
  const node = findNode(graph, output.from);
  return (
    <div className="flex size-full items-start justify-center">
      <Handle
        type="target"
        position={Position.Top}
        isConnectable={false}
        className="!size-px !min-h-0 !min-w-0 ![transform:translate(-50%,0)] !opacity-0"
      />
      {canWrite && node ? (
        <button
          type="button"
          {...drop.props}
          aria-label={`Add a block ${outputWords(node, output.port)}`}
          onClick={(event) => ask({ output, at: event.currentTarget })}
          className={cn(
            "nodrag nopan flex h-7 items-center gap-1 rounded-full border border-input border-dashed bg-background px-2.5 text-meta text-muted-foreground transition-colors duration-100 hover:border-foreground/40 hover:text-foreground [&_svg]:size-3.5",
            drop.isOver && "border-ring bg-accent/10 text-foreground",
          )}
        >
          <Plus aria-hidden />
          Add
        </button>
      ) : (
        <span className="rounded-full border bg-background px-2.5 text-meta text-muted-foreground leading-6">End</span>
      )}
    </div>
  );
}
