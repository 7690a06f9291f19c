import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/client";
import { getMailContract, listMailboxContract } from "@/lib/mailbox/contract";
import { filterQuery, type MailFilters } from "./filters";
import { isMoving } from "./mail-states";

export const mailboxKey = (workspace: string) => [workspace, "mailbox"] as const;

/** How often a mail that is on its way is asked for again. */
const movingMs = 3_000;

/** The mails of a workspace, newest first, page by page. */
export const mailsQuery = (workspace: string, filters: MailFilters) =>
  infiniteQueryOptions({
    queryKey: [...mailboxKey(workspace), "list", filterQuery(filters)],
    queryFn: ({ pageParam, signal }) =>
      call(listMailboxContract, workspace, { ...filterQuery(filters), cursor: pageParam || undefined }, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some((mail) => isMoving(mail.state)) ? movingMs : false,
  });

export const mailQuery = (workspace: string, mailId: string) =>
  queryOptions({
    queryKey: [...mailboxKey(workspace), "mail", mailId],
    queryFn: ({ signal }) => call(getMailContract, workspace, { mailId }, signal),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data.state) ? movingMs : false),
  });
