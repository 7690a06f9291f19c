"use client";

import { useQuery } from "@tanstack/react-query";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { fieldsQuery } from "@/components/data-fields/queries";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet, SheetBody, SheetContent } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Field } from "@/lib/audiences/fields/contract";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { AnswersTab } from "./answers-tab";
import { FieldsTab } from "./fields-tab";
import { RequestTab } from "./request-tab";
import { SendTestTab } from "./send-test-tab";
import { useExample } from "./use-example";

export const setupTabs = ["request", "fields", "answers", "test"] as const;
export type SetupTab = (typeof setupTabs)[number];

const labels: Record<SetupTab, string> = {
  request: "Example request",
  fields: "Field reference",
  answers: "Answers",
  test: "Send test",
};

export interface SetupScreen extends AudienceScope {
  doubleOptIn: boolean;
  urls: WebhookUrls;
  /** Whether the URLs hold the secret, or a placeholder for it. */
  urlsAreReal: boolean;
  /** False for viewers, and before there is a webhook. */
  canTest: boolean;
}

/** All that somebody needs who sets up a sender: a request to copy, what may be in it, what comes back, and a way to try it. */
export function SetupSheet({
  tab,
  onTabChange,
  ...screen
}: SetupScreen & { tab: SetupTab | null; onTabChange: (tab: SetupTab | null) => void }) {
  return (
    <Sheet open={tab !== null} onOpenChange={(open) => onTabChange(open ? "request" : null)}>
      <SheetContent
        title="Setup information"
        description="How another platform, a form or your own code sends contacts to this audience."
        className="sm:w-[62rem]"
      >
        <SetupTabs {...screen} tab={tab ?? "request"} onTabChange={onTabChange} />
      </SheetContent>
    </Sheet>
  );
}

function SetupTabs({
  tab,
  onTabChange,
  ...screen
}: SetupScreen & { tab: SetupTab; onTabChange: (tab: SetupTab) => void }) {
  const example = useExample();
  const { data, error, refetch, isRefetching } = useQuery(fieldsQuery(screen));
  const fields = data?.items;
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
        {fields ? (
          <>
            <TabsContent value="request">
              <RequestTab {...screen} fields={fields} example={example} />
            </TabsContent>
            <TabsContent value="fields">
              <FieldsTab {...screen} fields={fields} />
            </TabsContent>
            <TabsContent value="answers">
              <AnswersTab {...screen} />
            </TabsContent>
            <TabsContent value="test">
              <SendTestTab {...screen} fields={fields} example={example} />
            </TabsContent>
          </>
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

/** What every tab is given. */
export interface SetupTabProps extends SetupScreen {
  fields: readonly Field[];
}

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
