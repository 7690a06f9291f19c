"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import { call } from "@/lib/http/client";
import { duplicateJourneyContract } from "@/lib/journeys/contract";
import { journeyPath } from "./paths";
import { keepJourney } from "./queries";

/** Copies a journey into a new draft and opens it. */
export function useDuplicateJourney(workspace: string): (journey: { id: string }) => void {
  const router = useRouter();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ id }: { id: string }) => call(duplicateJourneyContract, workspace, { journeyId: id }),
    onSuccess: (copy) => {
      keepJourney(queries, workspace, copy);
      toast.success(`${copy.name} is a draft.`);
      router.push(journeyPath({ workspace, journeyId: copy.id }));
    },
    onError: toastFailure,
  });
  return mutate;
}
