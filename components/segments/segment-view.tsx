"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { contactsText } from "@/components/audiences/count-text";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScreen } from "@/components/audiences/scope";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Time } from "@/components/ui/time";
import type { Segment } from "@/lib/segments/contract";
import { BuildProgress } from "./build-progress";
import { DeleteSegmentDialog } from "./delete-segment-dialog";
import { MemberTable } from "./member-table";
import { segmentsPath } from "./paths";
import { segmentQuery } from "./queries";
import { RuleOutline } from "./rule-outline";
import { RulesJson } from "./rules-json";
import { SegmentHeader } from "./segment-header";
import { SegmentSkeleton } from "./segment-skeleton";
import { TrafficCard } from "./traffic-card";
import { UsedByCard } from "./used-by-card";
import { WhySheet } from "./why-sheet";

/** Stands in the URL while the sheet is open and no contact is chosen yet. */
const anybody = "somebody";

/** One segment: who is in it, who came and went, and what it says. */
export function SegmentView({ segmentId, canWrite, ...scope }: AudienceScreen & { segmentId: string }) {
  const router = useRouter();
  const query = useQuery(segmentQuery(scope, segmentId));
  const [why, setWhy] = useQueryState("why", parseAsString);
  const [deleting, setDeleting] = useState(false);
  const segment = query.data;
  if (segment === undefined) {
    const failure = failureOf(query.error);
    if (failure === null) return <SegmentSkeleton />;
    return (
      <ErrorState
        description={failure.message}
        requestId={failure.requestId}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
      />
    );
  }
  return (
    <>
      <div className="flex flex-col gap-1">
        <SegmentHeader
          {...scope}
          segment={segment}
          canWrite={canWrite}
          onAskWhy={() => void setWhy(anybody)}
          onDelete={() => setDeleting(true)}
        />
        <Facts segment={segment} />
      </div>
      {segment.building === null ? null : <BuildProgress building={segment.building} />}
      <div className="grid min-w-0 items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <TrafficCard {...scope} segmentId={segmentId} />
          <div className="flex min-w-0 flex-col gap-3">
            <MemberTable {...scope} segment={segment} onAskWhy={(contactId) => void setWhy(contactId)} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:row-start-1">
          <Card>
            <CardHeader title="Rules" level={3} />
            <CardContent className="flex flex-col gap-3 pt-2">
              <RuleOutline {...scope} rules={segment.rules} />
              <RulesJson rules={segment.rules} />
            </CardContent>
          </Card>
          <UsedByCard {...scope} segmentId={segmentId} />
        </div>
      </div>
      {why === null ? null : (
        <WhySheet
          {...scope}
          segment={segment}
          contactId={why === anybody ? null : why}
          onContactChange={(contactId) => void setWhy(contactId)}
          onClose={() => void setWhy(null)}
        />
      )}
      {deleting ? (
        <DeleteSegmentDialog
          {...scope}
          segment={segment}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(segmentsPath(scope))}
        />
      ) : null}
    </>
  );
}

const Facts = ({ segment }: { segment: Segment }) => (
  <p className="text-muted-foreground text-table">
    <span className="font-medium text-foreground tabular-nums">{contactsText(segment.memberCount)}</span>
    {segment.recalculatedAt === null ? null : (
      <>
        {" "}
        · recalculated <Time value={segment.recalculatedAt} />
      </>
    )}
  </p>
);
