"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { LeaveGuard } from "@/components/ui/leave-guard";
import type { Journey } from "@/lib/journeys/contract";
import { findNode } from "@/lib/journeys/edit/node";
import { Inspector } from "../inspector/inspector";
import { OutlineView } from "../outline/outline-view";
import { blockCountsQuery, journeyQuery } from "../queries";
import type { JourneyScreen } from "../scope";
import { AddMenu } from "./add-menu";
import { BuilderActions } from "./builder-actions";
import { BuilderSkeleton, CanvasSkeleton } from "./builder-skeleton";
import { type Adding, EditingContext } from "./editing";
import { Palette } from "./palette";
import { Toolbar } from "./toolbar";
import { useCommands } from "./use-commands";
import { useDraftStore } from "./use-draft-store";
import { useShortcuts } from "./use-shortcuts";
import { useWide } from "./use-wide";
import { viewParsers } from "./view-state";

/** Heavy, and needed here alone. */
const Canvas = dynamic(() => import("../canvas/canvas"), { ssr: false, loading: () => <CanvasSkeleton /> });

/** Room for a canvas at all, and for one between palette and settings. */
const canvasMinPx = 768;
const panelsMinPx = 1100;

/** A journey as it is built: blocks as a picture or a list, the settings of one of them beside it. */
export function BuilderScreen(screen: JourneyScreen) {
  const { data: journey } = useQuery(journeyQuery(screen));
  return journey === undefined ? <BuilderSkeleton /> : <Builder {...screen} journey={journey} />;
}

function Builder({ workspace, journeyId, canWrite, journey }: JourneyScreen & { journey: Journey }) {
  const { store, state } = useDraftStore(workspace, journey);
  const graph = state.history.present;
  const [shown, setShown] = useQueryStates(viewParsers);
  const [selection, setSelection] = useState<readonly string[]>(shown.block === null ? [] : [shown.block]);
  const [wanted, setWanted] = useState<{ id: string; number: number } | null>(null);
  const [entered, setEntered] = useState(0);
  const [adding, setAdding] = useState<Adding | null>(null);
  const [isStrict, setIsStrict] = useState(false);
  const hasRoom = useWide(canvasMinPx);
  const hasPanels = useWide(panelsMinPx);
  const { data: counted } = useQuery({
    ...blockCountsQuery({ workspace, journeyId }),
    enabled: journey.published !== null,
  });

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
      audienceId: journey.audienceId,
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
      counts: journey.published === null ? null : (counted?.blocks ?? {}),
      ask: setAdding,
      commands,
    }),
    [workspace, journeyId, canWrite, journey, graph, store, selection, select, wanted, problems, counted, commands],
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
  return (
    <EditingContext value={editing}>
      <LeaveGuard
        active={state.saving === "failed" || state.saving === "conflict"}
        what={`The journey ${journey.name}`}
      />
      <BuilderActions
        workspace={workspace}
        canWrite={canWrite}
        journey={journey}
        graph={graph}
        state={state}
        flush={store.flush}
        onShow={show}
      />
      {state.saving === "conflict" ? <Conflict message={state.problem} /> : null}
      <div className="flex min-h-[28rem] flex-1 basis-0">
        {canWrite && hasPanels ? (
          <div data-scroll className="w-52 shrink-0 overflow-y-auto border-r px-2 py-3">
            <Palette />
          </div>
        ) : null}
        <div className="flex min-w-0 flex-1 flex-col">
          <Toolbar
            view={view}
            onViewChange={(next) => void setShown({ view: next })}
            canUndo={state.history.past.length > 0}
            canRedo={state.history.future.length > 0}
            hasPalette={hasPanels === true}
          />
          <div data-scroll={view === "list" || undefined} className="min-h-0 flex-1 basis-0 overflow-y-auto">
            {view === "canvas" ? <Canvas /> : <OutlineView />}
          </div>
        </div>
        {open ? (
          <Inspector
            key={open.id}
            node={open}
            isBeside={hasPanels === true}
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

const Conflict = ({ message }: { message: string | null }) => (
  <div className="border-b p-3">
    <Callout
      tone="danger"
      title="Your last changes are not saved"
      action={
        <Button variant="outline" size="sm" onClick={() => window.location.reload()}>
          Reload
        </Button>
      }
    >
      {message}
    </Callout>
  </div>
);
