"use client";

import { useMemo } from "react";
import { toast } from "sonner";
import { addBlock, type Edit, insertAt, moveDown, moveUp, placeBlock, removeBlocks } from "@/lib/journeys/edit/blocks";
import { copyBlocks, pasteClip, readClip, renewClip } from "@/lib/journeys/edit/clipboard";
import { connect, connectRefusal } from "@/lib/journeys/edit/connect";
import {
  edgeAt,
  edgesInto,
  findNode,
  isStart,
  newNode,
  type Output,
  portsOf,
  randomId,
} from "@/lib/journeys/edit/node";
import { type OutlineStep, outlineOf } from "@/lib/journeys/edit/outline";
import { type Graph, type GraphNode, graphLimits } from "@/lib/journeys/graph/graph";
import type { DraftStore } from "./draft-store";

/** What somebody can do with blocks, wherever the button or key for it is. */
export type Commands = ReturnType<typeof makeCommands>;

interface Surroundings {
  store: DraftStore;
  selection: () => readonly string[];
  select: (ids: readonly string[]) => void;
  focus: (id: string) => void;
}

export function useCommands({ store, selection, select, focus }: Surroundings): Commands {
  return useMemo(() => makeCommands({ store, selection, select, focus }), [store, selection, select, focus]);
}

function makeCommands({ store, selection, select, focus }: Surroundings) {
  const graph = (): Graph => store.state().history.present;

  /** Shows a block that has just come: its settings are open. */
  function show(id: string): void {
    select([id]);
    focus(id);
  }

  function put(edit: Edit, id: string): void {
    const before = graph();
    store.change(edit);
    if (graph() === before) toast.error(`A journey may have ${graphLimits.nodesMax} blocks at most.`);
    else show(id);
  }

  return {
    /** Puts a new block behind an output. */
    addBehind(output: Output, type: string): void {
      const id = randomId(type);
      put(insertAt(output, newNode(type, id)), id);
    },
    /** Puts a new block where it is dropped, connected to nothing. */
    addFree(type: string, position: { x: number; y: number }): void {
      const id = randomId(type);
      put((before) => placeBlock(id, position)(addBlock(newNode(type, id))(before)), id);
    },
    /** Puts a new block where it is meant most likely: behind the selected one, or at the first end of the journey. */
    add(type: string): void {
      const id = randomId(type);
      const output = likelyOutput(graph(), selection());
      const node = newNode(type, id);
      put(output === null || isStart(node) ? addBlock(node) : insertAt(output, node), id);
    },
    /** Leads an output to a block that is there; says why where it can't be. */
    lead(output: Output, to: string): void {
      const refusal = connectRefusal(graph(), output, to);
      if (refusal === null) store.change(connect(output, to));
      else toast.error(refusal);
    },
    remove(ids: readonly string[]): void {
      const before = graph();
      const removed = ids.filter((id) => {
        const node = findNode(before, id);
        return node !== undefined && !isStart(node);
      });
      if (removed.length === 0) {
        if (ids.length > 0) toast.error("A journey needs its trigger: change it instead.");
        return;
      }
      const above = removed.flatMap((id) => edgesInto(before, id)).find(({ from }) => !removed.includes(from));
      store.change(removeBlocks(removed));
      select([]);
      const next = above?.from ?? graph().nodes[0]?.id;
      if (next !== undefined) focus(next);
    },
    /** A copy right behind the block, or beside all others when several are copied. */
    duplicate(ids: readonly string[]): void {
      paste(copyBlocks(graph(), ids), ids.length === 1 ? (ids[0] ?? null) : null);
    },
    /** The blocks as a text for the clipboard; null when there is nothing to copy. */
    copyText: (ids: readonly string[]): string | null => copyBlocks(graph(), ids),
    async copy(ids: readonly string[]): Promise<void> {
      const text = copyBlocks(graph(), ids);
      if (text === null) toast.error("A trigger can't be copied: a journey has one.");
      else {
        await navigator.clipboard.writeText(text);
        toast.success(ids.length === 1 ? "Block copied." : `${ids.length} blocks copied.`);
      }
    },
    /** Pastes what was copied, in this journey or another one; false when the text is something else. */
    paste: (text: string): boolean => paste(text, selection().length === 1 ? (selection()[0] ?? null) : null),
    moveUp: (id: string): void => move(moveUp(graph(), id), id),
    moveDown: (id: string): void => move(moveDown(graph(), id), id),
    focus,
    show,
    undo: () => store.undo(),
    redo: () => store.redo(),
  };

  function move(moved: Graph | null, id: string): void {
    if (moved === null) return;
    store.change(() => moved);
    focus(id);
  }

  function paste(text: string | null, behind: string | null): boolean {
    const read = text === null ? null : readClip(text);
    if (read === null) return false;
    const clip = renewClip(read, randomId);
    const root = clip.nodes.find(({ id }) => !clip.edges.some(({ to }) => to === id));
    const before = graph();
    const output = behind === null ? null : firstOutput(before, behind);
    store.change(output === null || root === undefined ? pasteClip(clip) : pasteBehind(output, clip, root));
    if (graph() === before) toast.error(`A journey may have ${graphLimits.nodesMax} blocks at most.`);
    else {
      select(clip.nodes.map(({ id }) => id));
      if (root) focus(root.id);
    }
    return true;
  }
}

/** One block goes between; several follow where nothing does yet. */
function pasteBehind(output: Output, clip: Graph, root: GraphNode): Edit {
  if (clip.nodes.length === 1) return insertAt(output, root);
  return (graph) => {
    const pasted = pasteClip(clip)(graph);
    return pasted !== graph && edgeAt(graph, output) === undefined ? connect(output, root.id)(pasted) : pasted;
  };
}

function firstOutput(graph: Graph, id: string): Output | null {
  const node = findNode(graph, id);
  const ports = node ? portsOf(node) : [];
  const port = ports.find(({ name }) => edgeAt(graph, { from: id, port: name }) === undefined) ?? ports[0];
  return port === undefined ? null : { from: id, port: port.name };
}

const firstOpen = (steps: readonly OutlineStep[]): Output | null =>
  steps.map((step) => (step.kind === "open" ? step.output : null)).find((output) => output !== null) ??
  steps
    .flatMap((step) => (step.kind === "block" ? step.branches.map((branch) => firstOpen(branch.steps)) : []))
    .find((output) => output !== null) ??
  null;

const likelyOutput = (graph: Graph, [only, ...others]: readonly string[]): Output | null =>
  (only !== undefined && others.length === 0 ? firstOutput(graph, only) : null) ?? firstOpen(outlineOf(graph).main);
