"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import { toast } from "sonner";
import { call } from "@/lib/http/client";
import { type Journey, saveJourneyContract } from "@/lib/journeys/contract";
import { keepJourney } from "../queries";
import { createDraftStore, type DraftState, type DraftStore } from "./draft-store";

/** After so long without a change. */
const pauseMs = 700;

/** The draft of a journey, saved by itself; leaving the page within the site saves at once. */
export function useDraftStore(workspace: string, journey: Journey): { store: DraftStore; state: DraftState } {
  const router = useRouter();
  const queries = useQueryClient();
  const [store] = useState(() =>
    createDraftStore(
      journey,
      async (graph, revision) => {
        const saved = await call(saveJourneyContract, workspace, { journeyId: journey.id, graph, revision });
        keepJourney(queries, workspace, saved);
        return saved;
      },
      pauseMs,
    ),
  );
  const state = useSyncExternalStore(store.subscribe, store.state, store.state);

  useEffect(() => store.adopt(journey), [store, journey]);

  useEffect(
    () => () => {
      if (store.state().saving !== "unsaved") return;
      void store.flush().then((outcome) => {
        if (outcome !== "saved") toast.error(`Your last change was not saved. ${store.state().problem ?? ""}`);
        // The page that was opened meanwhile was rendered without this change.
        else router.refresh();
      });
    },
    [store, router],
  );

  // Closing the tab would not wait for a request.
  const isPending = state.saving === "unsaved" || state.saving === "saving";
  useEffect(() => {
    if (!isPending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isPending]);

  return { store, state };
}
