"use client";

import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { findNode } from "@/lib/journeys/edit/node";
import { Inspector } from "../inspector/inspector";
import { OutlineView } from "../outline/outline-view";
import type { JourneyScreen } from "../scope";
import { useSimulation } from "../simulation/simulation-context";
import { SimulationPanel } from "../simulation/simulation-panel";
import { AddMenu } from "./add-menu";
import { BuilderSkeleton, CanvasSkeleton } from "./builder-skeleton";
import type { DraftState, DraftStore } from "./draft-store";
import { type Adding, type BlockCounts, EditingContext } from "./editing";
import { Palette } from "./palette";
import { Toolbar } from "./toolbar";
import { useCommands } from "./use-commands";
import { useShortcuts } from "./use-shortcuts";
import { useWide } from "./use-wide";
import { viewParsers } from "./view-state";

/** Heavy, and needed here alone. */
const Canvas = dynamic(() => import("../canvas/canvas"), { ssr: false, loading: () => <CanvasSkeleton /> });

/** Room for a canvas at all, and for one between palette and settings. */
const canvasMinPx = 768;
const panelsMinPx = 1100;

interface WorkbenchProps extends JourneyScreen {
  audienceId: string;
  store: DraftStore;
  state: DraftState;
  counts: BlockCounts | null;
  /** What stands above the blocks; `show` opens a block's settings with what is to be mended there. */
  above?: (show: (nodeId: string) => void) => ReactNode;
}

/** The blocks of a journey as a picture or a list, the palette at one side, the settings of one block at the other. */
export function Workbench({ workspace, journeyId, canWrite, audienceId, store, state, counts, above }: WorkbenchProps) {
  const graph = state.history.present;
  const [shown, setShown] = useQueryStates(viewParsers);
  const [selection, setSelection] = useState<readonly string[]>(shown.block === null ? [] : [shown.block]);
  const [wanted, setWanted] = useState<{ id: string; number: number } | null>(null);
  const [entered, setEntered] = useState(0);
  const [adding, setAdding] = useState<Adding | null>(null);
  const [isStrict, setIsStrict] = useState(false);
  const isSimulating = useSimulation()?.isOpen === true;
  const hasRoom = useWide(canvasMinPx);
  const hasPanels = useWide(panelsMinPx) === true;

  const current = useRef(selection);
  const select = useCallback(
    (ids: readonly string[]) => {
      current.current = ids;
      setSelection(ids);
      const [only, ...others] = ids;
      void setShown({ block: others.length === 0 && only !== undefined ? only : null });
    },
    [setShown],
  );
  const focus = useCallback((id: string) => setWanted((last) => ({ id, number: (last?.number ?? 0) + 1 })), []);
  const selected = useCallback(() => current.current, []);
  const commands = useCommands({ store, selection: selected, select, focus });
  useShortcuts(commands, selection, canWrite);

  const problems = useMemo(() => {
    const found = new Map<string, string[]>();
    for (const { nodeId, message } of state.issues)
      if (nodeId !== null) found.set(nodeId, [...(found.get(nodeId) ?? []), message]);
    return found;
  }, [state.issues]);
  const editing = useMemo(
    () => ({
      workspace,
      journeyId,
      canWrite,
      audienceId,
      graph,
      change: store.change,
      endStep: store.endStep,
      selection,
      select,
      enter: (id: string) => {
        select([id]);
        setEntered((count) => count + 1);
      },
      wanted,
      problems,
      counts,
      ask: setAdding,
      commands,
    }),
    [workspace, journeyId, canWrite, audienceId, graph, store, selection, select, wanted, problems, counts, commands],
  );

  // Undo, or somebody else, may have taken a selected block away.
  useEffect(() => {
    const there = selection.filter((id) => findNode(graph, id) !== undefined);
    if (there.length < selection.length) select(there);
  }, [graph, selection, select]);

  const [only, ...others] = selection;
  const open = only !== undefined && others.length === 0 ? findNode(graph, only) : undefined;
  function show(nodeId: string) {
    setIsStrict(true);
    commands.show(nodeId);
  }

  if (hasRoom === null) return <BuilderSkeleton />;
  const view = shown.view ?? (hasRoom ? "canvas" : "list");
  const hasPalette = canWrite && hasPanels && !isSimulating;
  return (
    <EditingContext value={editing}>
      {above?.(show)}
      <div className="flex min-h-[28rem] flex-1 basis-0">
        {hasPalette ? (
          <div data-scroll className="w-52 shrink-0 overflow-y-auto border-r px-2 py-3">
            <Palette />
          </div>
        ) : null}
        {isSimulating && hasPanels ? <SimulationPanel className="w-88 shrink-0 border-r" /> : null}
        <div className="flex min-w-0 flex-1 flex-col">
          {isSimulating && !hasPanels ? <SimulationPanel className="max-h-[50dvh] border-b" /> : null}
          <Toolbar
            view={view}
            onViewChange={(next) => void setShown({ view: next })}
            canUndo={state.history.past.length > 0}
            canRedo={state.history.future.length > 0}
            hasPalette={hasPalette}
          />
          <div data-scroll={view === "list" || undefined} className="min-h-0 flex-1 basis-0 overflow-y-auto">
            {view === "canvas" ? <Canvas /> : <OutlineView />}
          </div>
        </div>
        {open ? (
          <Inspector
            key={open.id}
            node={open}
            isBeside={hasPanels}
            isStrict={isStrict}
            entered={entered}
            onClose={() => {
              select([]);
              focus(open.id);
            }}
          />
        ) : null}
      </div>
      <AddMenu adding={adding} onClose={() => setAdding(null)} />
    </EditingContext>
  );
}
