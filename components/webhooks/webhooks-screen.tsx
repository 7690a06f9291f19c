"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { type ReactNode, useMemo, useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { LoadMore } from "@/components/ui/pagination";
import type { Webhook } from "@/lib/webhooks/contract";
import { type RowAction, WebhookActionsContext } from "./actions";
import { webhookColumns } from "./columns";
import { DeleteDialog } from "./delete-dialog";
import { DisabledBanner } from "./disabled-banner";
import { NoWebhooks } from "./no-webhooks";
import { webhooksQuery } from "./queries";
import { newWebhookPath, type WebhookScreen, webhookPath } from "./scope";
import { screenParsers } from "./screen-state";
import { SetupSheet } from "./setup/setup-sheet";
import { SwitchOnDialog } from "./switch-on-dialog";
import { useSwitch } from "./use-switch";

/** A question before something changes for good. */
type Question = { type: "switchOn" | "delete"; webhook: Webhook };

/** The webhooks of a campaign or of the workspace, and all that can be done with them. `header` gets the button that adds one. */
export function WebhooksScreen({ header, ...screen }: WebhookScreen & { header: (actions: ReactNode) => ReactNode }) {
  const { workspace, campaignId, canWrite } = screen;
  const router = useRouter();
  const [shown, setShown] = useQueryStates(screenParsers);
  const [question, setQuestion] = useState<Question | null>(null);
  const query = useInfiniteQuery(webhooksQuery(screen));
  const change = useSwitch(screen);
  const rows = query.data?.pages.flatMap((page) => page.items);
  const actions = useMemo(
    () => ({
      workspace,
      campaignId,
      canWrite,
      start: (action: RowAction, webhook: Webhook) => {
        if (action === "switchOn" || action === "delete") setQuestion({ type: action, webhook });
        else void setShown({ webhook: webhook.id, panel: action });
      },
    }),
    [workspace, campaignId, canWrite, setShown],
  );
  const closePanel = () => void setShown({ webhook: null, panel: null });

  return (
    <>
      {header(canWrite && rows?.length !== 0 ? <AddButton href={newWebhookPath(screen)} /> : null)}
      {rows?.map((webhook) => (
        <DisabledBanner key={webhook.id} {...screen} webhook={webhook} />
      ))}
      <WebhookActionsContext value={actions}>
        <DataTable
          label="Webhooks"
          columns={webhookColumns}
          rows={rows}
          rowId={(webhook) => webhook.id}
          skeletonRows={4}
          onRowClick={(webhook) =>
            canWrite
              ? router.push(webhookPath(screen, webhook.id))
              : void setShown({ webhook: webhook.id, panel: "verify" })
          }
          error={rows ? null : failureOf(query.error)}
          onRetry={() => query.refetch()}
          retrying={query.isRefetching}
          empty={
            <NoWebhooks
              ofCampaign={campaignId !== null}
              action={canWrite ? <AddButton href={newWebhookPath(screen)} /> : null}
            />
          }
          footer={
            <LoadMore
              shown={rows?.length ?? 0}
              hasMore={query.hasNextPage}
              onLoadMore={() => query.fetchNextPage()}
              pending={query.isFetchingNextPage}
            />
          }
        />
      </WebhookActionsContext>
      {shown.webhook === null ? null : (
        <SetupSheet
          key={shown.webhook}
          {...screen}
          webhookId={shown.webhook}
          panel={shown.panel ?? "verify"}
          onPanelChange={(panel) => void setShown({ panel })}
          onClose={closePanel}
        />
      )}
      {question?.type === "switchOn" ? (
        <SwitchOnDialog
          webhook={question.webhook}
          onClose={() => setQuestion(null)}
          onConfirm={(held) => change.mutateAsync({ webhook: question.webhook, active: true, held })}
        />
      ) : null}
      {question?.type === "delete" ? (
        <DeleteDialog scope={screen} webhook={question.webhook} onClose={() => setQuestion(null)} />
      ) : null}
    </>
  );
}

const AddButton = ({ href }: { href: string }) => (
  <Button variant="primary" asChild>
    <Link href={href}>
      <Plus />
      Add webhook
    </Link>
  </Button>
);

/** The list's shape while it is loading. */
export const WebhookTableSkeleton = () => (
  <DataTable
    label="Webhooks"
    columns={webhookColumns}
    rows={undefined}
    rowId={(webhook) => webhook.id}
    skeletonRows={4}
  />
);
