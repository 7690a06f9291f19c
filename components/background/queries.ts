import { queryOptions } from "@tanstack/react-query";
import { getBackgroundContract } from "@/lib/background/contract";
import { call } from "@/lib/http/client";

const refreshMs = 3_000;

/** What runs in the background; kept fresh while somebody looks. */
export const backgroundQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "background"],
    queryFn: ({ signal }) => call(getBackgroundContract, workspace, {}, signal),
    refetchInterval: refreshMs,
  });
