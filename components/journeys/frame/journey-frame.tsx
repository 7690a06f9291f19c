"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useMemo, useState } from "react";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { activeHref, LinkTabs } from "@/components/ui/link-tabs";
import { DeleteJourneyDialog } from "../delete-journey-dialog";
import { JourneyMenu } from "../journey-menu";
import { journeyScreens, journeysPath } from "../paths";
import { journeyQuery } from "../queries";
import { RenameJourneyDialog } from "../rename-journey-dialog";
import type { JourneyScope, JourneyScreen } from "../scope";
import { JourneyStatusBadge } from "../status-badge";
import { useDuplicateJourney } from "../use-duplicate-journey";
import { useJourneyStatus } from "../use-status";
import { HeaderSlot, HeaderSlotProvider } from "./header-slot";

/** Name, status and tabs of a journey above each of its screens, which fill what is left of the window or grow beyond it. */
export function JourneyFrame({ children, ...screen }: JourneyScreen & { children: ReactNode }) {
  return (
    <HeaderSlotProvider>
      <JourneyCrumbs workspace={screen.workspace} journeyId={screen.journeyId} />
      <div className="flex min-h-[calc(100dvh-3rem)] min-w-0 flex-col">
        <JourneyHeader {...screen} />
        {children}
      </div>
    </HeaderSlotProvider>
  );
}

function JourneyHeader({ canWrite, ...scope }: JourneyScreen) {
  const { workspace } = scope;
  const router = useRouter();
  const [asked, setAsked] = useState<"rename" | "delete" | null>(null);
  const duplicate = useDuplicateJourney(workspace);
  const status = useJourneyStatus(workspace);
  const { data: journey } = useQuery(journeyQuery(scope));
  if (journey === undefined) return null;
  return (
    <header className="flex flex-col border-b px-4 pt-3 md:px-6">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <div className="mr-auto flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 pr-4 max-sm:flex-1">
          <h1 className="min-w-0 text-heading [overflow-wrap:anywhere]">{journey.name}</h1>
          <JourneyStatusBadge status={journey.status} />
          <span className="text-muted-foreground text-table">{journey.audienceName}</span>
        </div>
        {/* On a phone it has a line of its own below the menu. */}
        <HeaderSlot className="flex min-w-0 flex-wrap items-center gap-2 empty:hidden max-sm:order-last max-sm:w-full" />
        <JourneyMenu
          journey={journey}
          look="outline"
          canWrite={canWrite}
          onRename={() => setAsked("rename")}
          onDuplicate={duplicate}
          onStatus={({ id }, next) => status.mutate({ id, status: next })}
          onDelete={() => setAsked("delete")}
        />
      </div>
      <LinkTabs label="Journey" tabs={journeyScreens(scope)} className="mt-1 border-b-0" />
      {asked === "rename" ? (
        <RenameJourneyDialog workspace={workspace} journey={journey} onClose={() => setAsked(null)} />
      ) : null}
      {asked === "delete" ? (
        <DeleteJourneyDialog
          workspace={workspace}
          journey={journey}
          onClose={() => setAsked(null)}
          onDeleted={() => router.push(journeysPath(workspace))}
        />
      ) : null}
    </header>
  );
}

/** Names the journey and its screen in the bar: "Journeys › Welcome › Versions". */
function JourneyCrumbs({ workspace, journeyId }: JourneyScope) {
  const pathname = usePathname();
  const { data } = useQuery(journeyQuery({ workspace, journeyId }));
  const name = data?.name;
  const crumbs = useMemo(() => {
    if (name === undefined) return [];
    const [index, ...others] = journeyScreens({ workspace, journeyId });
    const open = activeHref(
      pathname,
      others.map(({ href }) => href),
    );
    const screen = others.find(({ href }) => href === open);
    return [
      { label: name, href: pathname === index?.href ? undefined : index?.href },
      ...(screen ? [{ label: screen.label, href: pathname === screen.href ? undefined : screen.href }] : []),
    ];
  }, [workspace, journeyId, name, pathname]);
  return <PageCrumbs crumbs={crumbs} />;
}
