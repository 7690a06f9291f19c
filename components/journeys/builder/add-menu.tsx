"use client";

import { CornerDownRight, Unlink } from "lucide-react";
import { useRef } from "react";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverAnchor, PopoverContent } from "@/components/ui/popover";
import { connectRefusal, disconnect } from "@/lib/journeys/edit/connect";
import { edgeAt, nodeName, nodeSummary, portsOf } from "@/lib/journeys/edit/node";
import { BlockIcon } from "../block-icon";
import { blockGroups } from "./block-groups";
import { type Adding, useEditing } from "./editing";

/** What goes behind an output: a new block, or one that is there already. Opens at what was pressed. */
export function AddMenu({ adding, onClose }: { adding: Adding | null; onClose: () => void }) {
  const picked = useRef(false);
  const anchor = useRef<HTMLElement | null>(null);
  anchor.current = adding?.at ?? anchor.current;
  return (
    <Popover
      open={adding !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <PopoverAnchor virtualRef={anchor} />
      <PopoverContent
        aria-label="Add a block"
        align="center"
        className="w-72 overflow-hidden p-0"
        onOpenAutoFocus={() => {
          picked.current = false;
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          // The block that was added has the focus; without one it goes back.
          if (!picked.current) anchor.current?.focus({ preventScroll: true });
        }}
      >
        {adding === null ? null : (
          <Choices
            adding={adding}
            onPick={(act) => {
              picked.current = true;
              onClose();
              act();
            }}
          />
        )}
      </PopoverContent>
    </Popover>
  );
}

function Choices({ adding: { output }, onPick }: { adding: Adding; onPick: (act: () => void) => void }) {
  const { graph, change, commands } = useEditing();
  const edge = edgeAt(graph, output);
  const targets = graph.nodes.filter(({ id }) => id !== edge?.to && connectRefusal(graph, output, id) === null);
  return (
    <Command loop>
      <CommandInput autoFocus placeholder="Search blocks…" aria-label="Search blocks" />
      <CommandList className="max-h-80">
        <CommandEmpty>No block is called that.</CommandEmpty>
        {blockGroups.map(([group, members]) => {
          const offered = members.filter(
            // Between two blocks goes what has a way out.
            (block) => block.starts !== true && (edge === undefined || block.ports(block.initial).length > 0),
          );
          return offered.length === 0 ? null : (
            <CommandGroup key={group} heading={group}>
              {offered.map(({ type, label, description }) => (
                <CommandItem
                  key={type}
                  value={`new ${type}`}
                  keywords={[label, group, description]}
                  onSelect={() => onPick(() => commands.addBehind(output, type))}
                >
                  <BlockIcon type={type} />
                  {label}
                </CommandItem>
              ))}
            </CommandGroup>
          );
        })}
        {targets.length > 0 ? (
          <CommandGroup heading={edge === undefined ? "Go on at" : "Go on at another block instead"}>
            {targets.map((node) => (
              <CommandItem
                key={node.id}
                value={`at ${node.id}`}
                keywords={["go on at", nodeName(node), nodeSummary(node)]}
                onSelect={() =>
                  onPick(() => {
                    commands.lead(output, node.id);
                    commands.focus(node.id);
                  })
                }
              >
                <CornerDownRight />
                <span className="min-w-0 truncate">{nodeName(node)}</span>
                <span className="min-w-0 truncate text-meta text-muted-foreground">{nodeSummary(node)}</span>
              </CommandItem>
            ))}
          </CommandGroup>
        ) : null}
        {edge === undefined ? null : (
          <CommandGroup heading="This way">
            <CommandItem
              value="disconnect"
              keywords={["cut", "remove", "end here"]}
              onSelect={() => onPick(() => change(disconnect(output)))}
            >
              <Unlink />
              End here
            </CommandItem>
          </CommandGroup>
        )}
      </CommandList>
    </Command>
  );
}

/** How an output is told apart in words: "behind Condition, Yes". */
export function outputWords(node: Parameters<typeof portsOf>[0], port: string): string {
  const ports = portsOf(node);
  const label = ports.find(({ name }) => name === port)?.label ?? port;
  return ports.length > 1 ? `behind ${nodeName(node)}, ${label}` : `behind ${nodeName(node)}`;
}
