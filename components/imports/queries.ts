import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { audienceKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { call } from "@/lib/http/client";
import {
  getImportContract,
  type Import,
  type ImportListItem,
  listImportIssuesContract,
  listImportsContract,
} from "@/lib/imports/contract";

export const importsKey = (scope: AudienceScope) => [...audienceKey(scope), "imports"] as const;

/** How often work under way is asked for again. */
const movingMs = 1_000;

const isMoving = (run: { state: string } | null) => run?.state === "queued" || run?.state === "running";

/** Whether the import or its dry run is under way. */
export const isUnderWay = ({ run, check }: Pick<Import, "run" | "check">): boolean => isMoving(run) || isMoving(check);

/** The imports of an audience, newest first. */
export const importsQuery = (scope: AudienceScope) =>
  infiniteQueryOptions({
    queryKey: [...importsKey(scope), "list"],
    queryFn: ({ pageParam, signal }) =>
      call(
        listImportsContract,
        scope.workspace,
        { audienceId: scope.audienceId, limit: 20, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((item: ImportListItem) => isMoving(item.run)))
        ? 2 * movingMs
        : false,
  });

export const importKey = (scope: AudienceScope, importId: string) =>
  [...importsKey(scope), importId, "itself"] as const;

/** An import, watched while something of it is under way. */
export const importQuery = (scope: AudienceScope, importId: string) =>
  queryOptions({
    queryKey: importKey(scope, importId),
    queryFn: ({ signal }) =>
      call(getImportContract, scope.workspace, { audienceId: scope.audienceId, importId }, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? movingMs : false),
  });

/** The first rows that could not be taken; `stamp` changes when there may be others. */
export const importIssuesQuery = (scope: AudienceScope, importId: string, of: "check" | "run", stamp: string) =>
  queryOptions({
    queryKey: [...importsKey(scope), importId, "issues", of, stamp],
    queryFn: ({ signal }) =>
      call(listImportIssuesContract, scope.workspace, { audienceId: scope.audienceId, importId, of }, signal),
  });
