import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { toastFailure } from "@/components/audiences/failure";
import { jobsKey } from "@/components/jobs/queries";
import { type Delivery, replayDeliveriesContract } from "@/lib/deliveries/contract";
import { call } from "@/lib/http/client";
import { listJobIssuesContract } from "@/lib/jobs/contract";
import { refreshDeliveries } from "./queries";

/** Sends one delivery again, or at once what waits for its next attempt, and says so; or why it can't be sent. */
export function useResend(workspace: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id }: Delivery): Promise<string | null> => {
      const job = await call(replayDeliveriesContract, workspace, { ids: [id] });
      if (job.failed === 0) return null;
      const { items } = await call(listJobIssuesContract, workspace, { jobId: job.id });
      return items[0]?.message ?? "It can’t be sent again.";
    },
    onSuccess: (obstacle, { state }) => {
      if (obstacle !== null) toast.error(obstacle);
      else toast.success(state === "pending" ? "Its next attempt is made now." : "It is sent again.");
    },
    onError: toastFailure,
    onSettled: () =>
      Promise.all([refreshDeliveries(queries, workspace), queries.invalidateQueries({ queryKey: jobsKey(workspace) })]),
  });
}
