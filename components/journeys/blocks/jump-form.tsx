"use client";

import { Combobox } from "@/components/ui/combobox";
import { connectRefusal } from "@/lib/journeys/edit/connect";
import { edgeAt, nodeName, nodeSummary } from "@/lib/journeys/edit/node";
import { useEditing } from "../builder/editing";
import { Setting } from "./parts/setting";
import type { BlockFormProps } from "./use-settings";

export function JumpForm({ node }: BlockFormProps) {
  const { graph, commands } = useEditing();
  const output = { from: node.id, port: "next" };
  const to = edgeAt(graph, output)?.to ?? null;
  return (
    <Setting path="to" label="Goes on at" description="A loop must hold something that takes time, like a delay.">
      {(control) => (
        <Combobox
          {...control}
          options={graph.nodes
            .filter(({ id }) => connectRefusal(graph, output, id) === null)
            .map((target) => ({
              value: target.id,
              label: nodeName(target),
              description: nodeSummary(target) || undefined,
            }))}
          value={to}
          onValueChange={(target) => {
            if (target !== null) commands.lead(output, target);
          }}
          placeholder="Choose a block…"
          searchPlaceholder="Search blocks…"
        />
      )}
    </Setting>
  );
}
