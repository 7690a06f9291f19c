"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { LeaveGuard } from "@/components/ui/leave-guard";
import type { Journey } from "@/lib/journeys/contract";
import { blockCountsQuery, journeyQuery } from "../queries";
import type { JourneyScreen } from "../scope";
import { SimulateButton } from "../simulation/simulate-button";
import { SimulationProvider } from "../simulation/simulation-context";
import { BuilderActions } from "./builder-actions";
import { BuilderSkeleton } from "./builder-skeleton";
import { useDraftStore } from "./use-draft-store";
import { Workbench } from "./workbench";

/** A journey while it is built: its draft, saved by itself. */
export function BuilderScreen(screen: JourneyScreen) {
  const { data: journey } = useQuery(journeyQuery(screen));
  return journey === undefined ? <BuilderSkeleton /> : <Builder {...screen} journey={journey} />;
}

function Builder({ journey, ...screen }: JourneyScreen & { journey: Journey }) {
  const { workspace, canWrite } = screen;
  const isPublished = journey.published !== null;
  const { store, state } = useDraftStore(workspace, journey);
  const { data: counted } = useQuery({ ...blockCountsQuery(screen), enabled: isPublished });
  return (
    <SimulationProvider workspace={workspace} journeyId={screen.journeyId} graph={state.history.present}>
      <LeaveGuard
        active={state.saving === "failed" || state.saving === "conflict"}
        what={`The journey ${journey.name}`}
      />
      <SimulateButton />
      <Workbench
        {...screen}
        audienceId={journey.audienceId}
        store={store}
        state={state}
        counts={isPublished ? (counted?.blocks ?? noCounts) : null}
        above={(show) => (
          <>
            <BuilderActions
              workspace={workspace}
              canWrite={canWrite}
              journey={journey}
              graph={state.history.present}
              state={state}
              flush={store.flush}
              onShow={show}
            />
            {state.saving === "conflict" ? <Conflict message={state.problem} /> : null}
          </>
        )}
      />
    </SimulationProvider>
  );
}

const noCounts = {};

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
