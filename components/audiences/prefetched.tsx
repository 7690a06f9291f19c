import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** Hands what a page has loaded on the server to the queries of the browser, by their keys. */
export function Prefetched({
  data,
  children,
}: {
  data: readonly (readonly [key: QueryKey, value: unknown])[];
  children: ReactNode;
}) {
  const client = new QueryClient();
  for (const [key, value] of data) client.setQueryData(key, value);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}

/** The first page of a list in the shape of an infinite query. */
export const firstPage = <T,>(page: T) => ({ pages: [page], pageParams: [""] });
