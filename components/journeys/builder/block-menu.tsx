"use client";

import { ArrowDown, ArrowUp, ClipboardCopy, Copy, EllipsisVertical, Trash2 } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { moveDown, moveUp } from "@/lib/journeys/edit/blocks";
import { isStart, nodeName } from "@/lib/journeys/edit/node";
import type { GraphNode } from "@/lib/journeys/graph/graph";
import { useEditing } from "./editing";

/** What can be done with a whole block. A trigger stays where it is. */
export function BlockMenu({ node }: { node: GraphNode }) {
  const { graph, commands } = useEditing();
  const { id } = node;
  const acted = useRef(false);
  const act = (command: () => void) => () => {
    acted.current = true;
    command();
  };
  if (isStart(node)) return null;
  return (
    <DropdownMenu
      onOpenChange={() => {
        acted.current = false;
      }}
    >
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${nodeName(node)}`}>
          <EllipsisVertical />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        // What was moved or copied, or came before what was removed, has the focus.
        onCloseAutoFocus={(event) => {
          if (acted.current) event.preventDefault();
        }}
      >
        <DropdownMenuItem disabled={moveUp(graph, id) === null} onSelect={act(() => commands.moveUp(id))}>
          <ArrowUp />
          Move up
        </DropdownMenuItem>
        <DropdownMenuItem disabled={moveDown(graph, id) === null} onSelect={act(() => commands.moveDown(id))}>
          <ArrowDown />
          Move down
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={act(() => commands.duplicate([id]))}>
          <Copy />
          Duplicate
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void commands.copy([id])}>
          <ClipboardCopy />
          Copy
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={act(() => commands.remove([id]))}>
          <Trash2 />
          Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
