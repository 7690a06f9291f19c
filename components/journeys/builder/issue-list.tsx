"use client";

import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { findNode, nodeName } from "@/lib/journeys/edit/node";
import type { Graph, GraphIssue } from "@/lib/journeys/graph/graph";

export const issuesText = (count: number): string => `${count} ${count === 1 ? "thing" : "things"} to mend`;

/** What keeps a draft from being published; each line leads to its block. */
export function IssueList({
  graph,
  issues,
  onShow,
}: {
  graph: Graph;
  issues: readonly GraphIssue[];
  onShow: (nodeId: string) => void;
}) {
  return (
    <ul aria-label="To mend" className="flex flex-col">
      {issues.map(({ nodeId, message }) => {
        const node = nodeId === null ? undefined : findNode(graph, nodeId);
        const words = (
          <>
            <span className="block truncate font-medium">{node ? nodeName(node) : "The journey"}</span>
            <span className="block text-pretty text-muted-foreground">{message}</span>
          </>
        );
        return (
          <li key={`${nodeId} ${message}`} className="text-table">
            {node ? (
              <button
                type="button"
                onClick={() => onShow(node.id)}
                className="w-full rounded-md px-2 py-1.5 text-left hover:bg-foreground/[0.06] focus-visible:-outline-offset-2"
              >
                {words}
              </button>
            ) : (
              <div className="px-2 py-1.5">{words}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** How many things are to be mended, and which. */
export function IssuesButton(props: Parameters<typeof IssueList>[0]) {
  const [open, setOpen] = useState(false);
  const { issues, onShow } = props;
  if (issues.length === 0) return null;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline">
          <CircleAlert className="text-danger-foreground" />
          {issuesText(issues.length)}
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label="To mend before publishing"
        className="w-80 p-1"
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <IssueList
          {...props}
          onShow={(nodeId) => {
            setOpen(false);
            onShow(nodeId);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
