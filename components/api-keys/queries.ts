import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/client";
import { pageLimit } from "@/lib/pagination";
import { listApiKeysContract } from "@/lib/workspaces/contract";

// One page holds as many as the API gives: a workspace has a handful of keys.
export const apiKeysQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "api-keys"],
    queryFn: ({ signal }) => call(listApiKeysContract, workspace, { limit: pageLimit }, signal),
  });
