"use client";

import { CircleAlert, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { edgeAt, nodeName, nodeSummary, portsOf } from "@/lib/journeys/edit/node";
import { isSetUp } from "@/lib/journeys/edit/settings-problems";
import type { GraphNode } from "@/lib/journeys/graph/graph";
import { BlockCountsLine } from "../block-counts";
import { BlockIcon } from "../block-icon";
import { BlockMenu } from "../builder/block-menu";
import { useEditing } from "../builder/editing";
import { useWalked } from "../simulation/simulation-context";
import { WalkPlaces } from "../simulation/walk-places";

/** A block as a line of the list: open its settings, put one behind it, move it, take it out. */
export function BlockRow({ node }: { node: GraphNode }) {
  const { graph, canWrite, selection, select, enter, ask, problems, counts, workspace, journeyId } = useEditing();
  const { id } = node;
  const walked = useWalked()?.places.get(id);
  const own = problems.get(id) ?? [];
  const selected = selection.includes(id);
  const [port, ...others] = portsOf(node);
  const output = port && others.length === 0 ? { from: id, port: port.name } : null;
  const isPassed = output !== null && edgeAt(graph, output) !== undefined;
  return (
    <div
      className={cn(
        "flex min-w-0 items-center gap-1 rounded-lg border bg-card pr-1.5",
        selected && "border-foreground/70 ring-1 ring-foreground/70",
        own.length > 0 && !selected && "border-danger/60",
        walked && !selected && "border-info ring-1 ring-info",
      )}
    >
      <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-center">
        <button
          type="button"
          data-block={id}
          aria-expanded={selected}
          onClick={(event) => {
            if (event.detail === 0) enter(id);
            else select([id]);
          }}
          className="flex min-w-0 flex-1 items-center gap-3 rounded-lg px-3 py-2 text-left"
        >
          <span
            aria-hidden
            className="flex size-7 shrink-0 items-center justify-center rounded-md bg-muted text-foreground/80 [&_svg]:size-4"
          >
            <BlockIcon type={node.type} />
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium text-table">{nodeName(node)}</span>
            <span className="block truncate text-meta text-muted-foreground">
              {nodeSummary(node) || (isSetUp(node) ? "" : "Not set up yet")}
            </span>
          </span>
          {walked ? <WalkPlaces places={walked} /> : null}
          {own.length > 0 ? (
            <span title={own.join("\n")} className="text-danger-foreground [&_svg]:size-4">
              <CircleAlert aria-hidden />
              <span className="sr-only">To mend: {own.join(" ")}</span>
            </span>
          ) : null}
        </button>
        {counts === null ? null : (
          <BlockCountsLine
            scope={{ workspace, journeyId }}
            node={node}
            counts={counts[id]}
            className="max-sm:pb-2 max-sm:pl-12"
          />
        )}
      </div>
      {canWrite ? (
        <>
          {isPassed && output ? (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Add a block behind ${nodeName(node)}`}
              title="Add a block behind it"
              onClick={(event) => ask({ output, at: event.currentTarget })}
            >
              <Plus />
            </Button>
          ) : null}
          <BlockMenu node={node} />
        </>
      ) : null}
    </div>
  );
}
