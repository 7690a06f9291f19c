"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Field } from "@/lib/audiences/fields/contract";

export const setupTabs = ["request", "fields", "answers", "test"] as const;
export type SetupTab = (typeof setupTabs)[number];

const labels: Record<SetupTab, string> = {
  request: "Example request",
  fields: "Field reference",
  answers: "Answers",
  test: "Send test",
};

/**
 * All that somebody needs who sets up a sender: a request to copy, what may be in it, what comes back, and a way to try it. Inside it
 * are `SetupTabs`; what was chosen there is forgotten when it closes.
 */
export function SetupSheet({
  open,
  onClose,
  description,
  children,
}: {
  open: boolean;
  onClose: () => void;
  description: string;
  children: ReactNode;
}) {
  return (
    <Sheet open={open} onOpenChange={onClose}>
      <SheetContent title="Setup information" description={description} className="sm:w-[62rem]">
        {children}
      </SheetContent>
    </Sheet>
  );
}

/** The tabs of the sheet, once the audience's data fields are known; `views` makes what is in each. */
export function SetupTabs({
  tab,
  onTabChange,
  views,
  ...scope
}: AudienceScope & {
  tab: SetupTab;
  onTabChange: (tab: SetupTab) => void;
  views: (fields: readonly Field[]) => Record<SetupTab, ReactNode>;
}) {
  const { data, error, refetch, isRefetching } = useQuery(fieldsQuery(scope));
  const shown = data ? views(data.items) : null;
  return (
    <Tabs value={tab} onValueChange={(next) => onTabChange(toTab(next))} className="min-h-0 flex-1 gap-0">
      <TabsList className="shrink-0 px-5" aria-label="Setup information">
        {setupTabs.map((each) => (
          <TabsTrigger key={each} value={each}>
            {labels[each]}
          </TabsTrigger>
        ))}
      </TabsList>
      <SheetBody>
        {shown ? (
          setupTabs.map((each) => (
            <TabsContent key={each} value={each}>
              {shown[each]}
            </TabsContent>
          ))
        ) : error ? (
          <ErrorState
            description={error.message}
            requestId={failureOf(error)?.requestId}
            onRetry={() => refetch()}
            retrying={isRefetching}
          />
        ) : (
          <SetupSkeleton />
        )}
      </SheetBody>
    </Tabs>
  );
}

const toTab = (text: string): SetupTab => setupTabs.find((each) => each === text) ?? "request";

const SetupSkeleton = () => (
  <div className="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]" role="status" aria-label="Loading setup information">
    <div className="flex flex-col gap-4">
      <Skeleton className="h-24 rounded-lg" />
      <Skeleton className="h-24 rounded-lg" />
      <Skeleton className="h-8" />
      <Skeleton className="h-8" />
    </div>
    <div className="flex flex-col gap-4">
      <Skeleton className="h-10 rounded-lg" />
      <Skeleton className="h-40 rounded-lg" />
      <Skeleton className="h-56 rounded-lg" />
    </div>
  </div>
);
