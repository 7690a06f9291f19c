import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import {
  getContactContract,
  listConsentContract,
  listContactEventsContract,
  listContactsContract,
} from "@/lib/contacts/contract";
import { call } from "@/lib/http/client";
import { type ContactFilters, filterQuery } from "./filters";

const contactKey = (scope: AudienceScope, contactId: string) => [...audienceKey(scope), "contact", contactId] as const;

/** The contacts of an audience, newest first, page by page. */
export const contactsQuery = (scope: AudienceScope, filters: Partial<ContactFilters>) =>
  infiniteQueryOptions({
    queryKey: [...audienceKey(scope), "contacts", filterQuery(filters)],
    queryFn: ({ pageParam, signal }) =>
      call(
        listContactsContract,
        scope.workspace,
        { audienceId: scope.audienceId, ...filterQuery(filters), cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

export const contactQuery = (scope: AudienceScope, contactId: string) =>
  queryOptions({
    queryKey: [...contactKey(scope, contactId), "itself"],
    queryFn: ({ signal }) =>
      call(getContactContract, scope.workspace, { audienceId: scope.audienceId, contactId }, signal),
  });

/** What happened to a contact, newest first. */
export const contactEventsQuery = (scope: AudienceScope, contactId: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKey(scope, contactId), "events"],
    queryFn: ({ pageParam, signal }) =>
      call(
        listContactEventsContract,
        scope.workspace,
        { audienceId: scope.audienceId, contactId, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** The changes of a contact's status, newest first. */
export const consentQuery = (scope: AudienceScope, contactId: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKey(scope, contactId), "consent"],
    queryFn: ({ pageParam, signal }) =>
      call(
        listConsentContract,
        scope.workspace,
        { audienceId: scope.audienceId, contactId, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** A contact came or changed: lists, counts, tags and groups may have too. */
export const refreshAudience = (queries: QueryClient, scope: AudienceScope) =>
  queries.invalidateQueries({ queryKey: audienceKey(scope) });

/** A contact is gone: everything but the contact itself is asked for again. */
export const refreshWithout = (queries: QueryClient, scope: AudienceScope, contactId: string) =>
  queries.invalidateQueries({
    queryKey: audienceKey(scope),
    predicate: ({ queryKey }) => !queryKey.includes(contactId),
  });
