import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/client";
import { pageLimit } from "@/lib/pagination";
import { listInvitationsContract, listMembersContract } from "@/lib/workspaces/contract";

// One page holds as many as the API gives: a workspace has dozens of people, not thousands.
export const membersQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "members"],
    queryFn: ({ signal }) => call(listMembersContract, workspace, { limit: pageLimit }, signal),
  });

export const invitationsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [workspace, "invitations"],
    queryFn: ({ signal }) => call(listInvitationsContract, workspace, { limit: pageLimit }, signal),
  });
