"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import { call } from "@/lib/http/client";
import { pauseJourneyContract, resumeJourneyContract } from "@/lib/journeys/contract";
import { keepJourney } from "./queries";

/** Pauses a live journey, or sets a paused one live again; the screens show the answer at once. */
export function useJourneyStatus(workspace: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, status }: { id: string; status: "live" | "paused" }) =>
      call(status === "live" ? resumeJourneyContract : pauseJourneyContract, workspace, { journeyId: id }),
    onSuccess: (journey) => {
      keepJourney(queries, workspace, journey);
      toast.success(journey.status === "live" ? `${journey.name} is live again.` : `${journey.name} is paused.`);
    },
    onError: toastFailure,
  });
}
