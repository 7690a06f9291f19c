import { EventExplorerSkeleton } from "@/components/events/event-explorer";
import { Page } from "@/components/ui/page-header";
import { EventsHeader } from "./events-header";

export default function EventsLoading() {
  return (
    <Page>
      <EventsHeader />
      <EventExplorerSkeleton />
    </Page>
  );
}
