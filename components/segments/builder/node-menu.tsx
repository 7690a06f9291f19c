"use client";

import { ArrowDown, ArrowUp, Copy, EllipsisVertical, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { rulesLimits } from "@/lib/segments/rules";
import { type Direction, type DraftNode, duplicateNode, moveNode, removeNode } from "./draft";
import { useEditing } from "./editing";

/** What can be done with a whole line or group. `name` tells them apart for screen readers: "condition 2". */
export function NodeMenu({ node, name }: { node: DraftNode; name: string }) {
  const { root, change } = useEditing();
  const move = (direction: Direction) =>
    change(moveNode(root, node.id, direction, rulesLimits.depth), { id: node.id, at: "menu" });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Actions for ${name}`} data-menu-of={node.id}>
          <EllipsisVertical />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => move("up")}>
          <ArrowUp />
          Move up
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => move("down")}>
          <ArrowDown />
          Move down
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => change(duplicateNode(root, node.id))}>
          <Copy />
          Duplicate
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => change(removeNode(root, node.id))}>
          <Trash2 />
          {node.kind === "group" ? "Remove group" : "Remove"}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
