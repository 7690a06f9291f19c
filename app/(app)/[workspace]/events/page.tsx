import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstPage, Prefetched } from "@/components/audiences/prefetched";
import { EventExplorer } from "@/components/events/event-explorer";
import { filterQuery, loadFilters } from "@/components/events/filters";
import { eventsQuery } from "@/components/events/queries";
import { audienceNamesQuery } from "@/components/requests/queries";
import { Page } from "@/components/ui/page-header";
import { pageContext } from "@/lib/api/page-context";
import { listAudiences } from "@/lib/audiences/list";
import { isAppError } from "@/lib/errors";
import { pageLimit } from "@/lib/pagination";
import { listEventsContract } from "@/lib/tracking/contract";
import { listEvents } from "@/lib/tracking/list-events";
import { actorNames } from "@/lib/workspaces/actor-names";
import { EventsHeader } from "./events-header";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({
  params,
  searchParams,
}: {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { workspace } = await params;
  const ctx = await pageContext(workspace);
  const filters = loadFilters(await searchParams);
  const query = listEventsContract.query.safeParse(filterQuery(filters, ctx.now().getTime()));
  // A filter by an audience that is none of this workspace's.
  if (!query.success) notFound();
  const [events, audiences, actors] = await Promise.all([
    listEvents(ctx, query.data).catch((error: unknown) => {
      if (isAppError(error) && error.code === "not_found") notFound();
      throw error;
    }),
    listAudiences(ctx, { limit: pageLimit }),
    actorNames(ctx),
  ]);
  return (
    <Page>
      <EventsHeader />
      <Prefetched
        data={[
          [eventsQuery(workspace, filters).queryKey, firstPage(events)],
          [audienceNamesQuery(workspace).queryKey, audiences],
        ]}
      >
        <EventExplorer workspace={workspace} publicUrl={ctx.env.publicUrl} actors={actors} />
      </Prefetched>
    </Page>
  );
}
