"use client";

import { useQuery } from "@tanstack/react-query";
import { RecordInspector, RecordSheet } from "@/components/log/record-inspector";
import { Time } from "@/components/ui/time";
import { idSchema } from "@/lib/http/contract";
import type { JourneyScreen } from "../scope";
import { runQuery } from "./queries";
import { RunDetails } from "./run-details";

interface InspectorProps extends JourneyScreen {
  audienceId: string;
  isPaused: boolean;
  runId: string | null;
  /** The rows of the table, to step through. */
  ids: readonly string[];
  onOpen: (id: string | null) => void;
}

/** One run with everything it did; its id stands in the URL. */
export const RunInspector = ({ runId, ...rest }: InspectorProps) => (
  <RecordInspector id={runId} onOpen={rest.onOpen}>
    {(id) => <Inspected {...rest} runId={id} />}
  </RecordInspector>
);

function Inspected({ runId, ids, onOpen, ...rest }: Omit<InspectorProps, "runId"> & { runId: string }) {
  const isId = idSchema("run").safeParse(runId).success;
  const query = useQuery({ ...runQuery(rest.workspace, runId), enabled: isId });
  return (
    <RecordSheet
      noun="run"
      id={runId}
      ids={ids}
      onOpen={onOpen}
      isId={isId}
      query={query}
      title={({ contact }) => contact.email ?? "Deleted contact"}
      description={({ enteredAt }) => (
        <>
          Entered <Time value={enteredAt} format="exact" />
        </>
      )}
    >
      {(run) => <RunDetails key={run.id} {...rest} run={run} />}
    </RecordSheet>
  );
}
