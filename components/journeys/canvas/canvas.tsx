"use client";

import "@xyflow/react/dist/base.css";
import "./canvas.css";
import {
  Background,
  type Connection,
  type Edge,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { placeBlock } from "@/lib/journeys/edit/blocks";
import { connectRefusal } from "@/lib/journeys/edit/connect";
import { blockWidth, type Place } from "@/lib/journeys/edit/layout";
import { edgeAt, findNode, isStart, portsOf } from "@/lib/journeys/edit/node";
import { type Direction, neighbourOf } from "@/lib/journeys/edit/walk";
import { useEditing } from "../builder/editing";
import { BlockNode } from "./block-node";
import { type FlowNode, flowOf } from "./flow";
import { OpenNode } from "./open-node";
import { CanvasContext } from "./use-canvas";
import { useDropTarget } from "./use-drop-target";
import { useLayout } from "./use-layout";
import { useView } from "./use-view";
import { WayEdge } from "./way-edge";
import { ZoomButtons } from "./zoom-buttons";

const nodeTypes = { block: BlockNode, open: OpenNode };
const edgeTypes = { way: WayEdge };
/** With a line of counts and without. */
const heights = { counted: 88, plain: 64 } as const;

const arrows: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** A journey as a picture that can be changed; the list view changes the same graph. */
export default function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  );
}

function Flow() {
  const { graph, canWrite, counts, selection, select, enter, change, ask, commands, wanted } = useEditing();
  const [dragged, setDragged] = useState<ReadonlyMap<string, Place>>(new Map());
  const [connecting, setConnecting] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const { screenToFlowPosition } = useReactFlow();
  const height = counts === null ? heights.plain : heights.counted;
  const layout = useLayout(graph, height);
  const { nodes, edges } = useMemo(
    () => flowOf({ graph, layout, height, dragged, selection }),
    [graph, layout, height, dragged, selection],
  );
  const places = useMemo(() => new Map(nodes.map(({ id, position }) => [id, position])), [nodes]);
  const view = useView(frame, height);
  const drop = useDropTarget((type, { clientX: x, clientY: y }) => {
    const at = screenToFlowPosition({ x, y });
    commands.addFree(type, { x: at.x - blockWidth / 2, y: at.y - height / 2 });
  });

  const seen = useRef(wanted?.number);
  useEffect(() => {
    const place = wanted === null ? undefined : places.get(wanted.id);
    if (wanted === null || place === undefined || seen.current === wanted.number) return;
    seen.current = wanted.number;
    view.reveal(place);
  }, [wanted, places, view]);

  const focused = useRef(wanted?.number);
  const takesFocus = useCallback(
    (id: string) => {
      if (wanted?.id !== id || focused.current === wanted.number) return false;
      focused.current = wanted.number;
      return true;
    },
    [wanted],
  );

  const onBlockKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>, id: string) => {
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      const direction = arrows[event.key];
      const node = findNode(graph, id);
      if (direction !== undefined) {
        const next = neighbourOf(graph, places, id, direction);
        if (next !== null) commands.focus(next);
      } else if (!canWrite) return;
      else if (event.key === "Delete" || event.key === "Backspace")
        commands.remove(selection.includes(id) ? selection : [id]);
      else if ((event.key === "a" || event.key === "+") && node) {
        const ports = portsOf(node);
        const port = ports.find(({ name }) => edgeAt(graph, { from: id, port: name }) === undefined) ?? ports[0];
        if (port) ask({ output: { from: id, port: port.name }, at: event.currentTarget });
      } else return;
      event.preventDefault();
    },
    [graph, places, selection, canWrite, commands, ask],
  );
  const entry = selection[0] ?? graph.nodes.find(isStart)?.id ?? graph.nodes[0]?.id;
  const keys = useMemo(() => ({ entry, onBlockKeyDown, takesFocus }), [entry, onBlockKeyDown, takesFocus]);

  function onNodesChange(changes: NodeChange<FlowNode>[]) {
    for (const one of changes) {
      if (one.type !== "position" || one.position === undefined) continue;
      const { id, position } = one;
      if (one.dragging) setDragged((before) => new Map(before).set(id, position));
      else if (dragged.has(id)) {
        setDragged(new Map());
        change(placeBlock(id, position));
      }
    }
  }

  const isAllowed = ({ source, sourceHandle, target }: Connection | Edge) =>
    connectRefusal(graph, { from: source, port: sourceHandle ?? "" }, target) === null;

  return (
    <CanvasContext value={keys}>
      <div
        ref={frame}
        role="region"
        aria-label="Canvas"
        aria-describedby="canvas-keys"
        className={cn("@container relative size-full", connecting && "connecting")}
        {...drop.props}
      >
        <p id="canvas-keys" className="sr-only">
          Arrow keys go from block to block, Enter opens its settings, A adds a block behind it, Delete removes it. The
          list view shows the same journey as text.
        </p>
        <ReactFlow<FlowNode>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onInit={() => {
            const first = places.get(graph.nodes.find(isStart)?.id ?? "");
            if (first) view.start(first);
            // The address may name a block.
            const open = places.get(selection[0] ?? "");
            if (open) view.reveal(open);
          }}
          onNodesChange={onNodesChange}
          onNodeClick={(event, node) => {
            if (node.type !== "block") return;
            if (event.shiftKey || event.metaKey || event.ctrlKey)
              select(selection.includes(node.id) ? selection.filter((id) => id !== node.id) : [...selection, node.id]);
            // A click without a pointer is the Enter key: it goes on in the settings.
            else if (event.detail === 0) enter(node.id);
            else select([node.id]);
          }}
          onPaneClick={() => select([])}
          onConnectStart={() => setConnecting(true)}
          onConnectEnd={() => setConnecting(false)}
          onConnect={({ source, sourceHandle, target }) =>
            commands.lead({ from: source, port: sourceHandle ?? "" }, target)
          }
          isValidConnection={isAllowed}
          nodesDraggable={canWrite}
          nodesConnectable={canWrite}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panOnScroll
          minZoom={0.2}
          maxZoom={1.5}
          nodeDragThreshold={4}
          attributionPosition="bottom-center"
        >
          <Background gap={20} size={1} />
          <MiniMap
            pannable
            zoomable
            ariaLabel="Overview"
            className="!m-3 overflow-hidden rounded-lg border @max-3xl:hidden"
            style={{ width: 160, height: 110 }}
          />
        </ReactFlow>
        <ZoomButtons onFit={view.fit} />
      </div>
    </CanvasContext>
  );
}
