"use client";

import { Plus } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { type RowAction, WebhookActionsContext } from "./actions";
import { DeleteDialog, RotateDialog } from "./dialogs";
import { InboundWebhooksHeader } from "./header";
import { newWebhook, screenParsers } from "./screen-state";
import { SetupSheetOf } from "./setup/setup-sheet";
import { UrlDialog } from "./url-dialog";
import { EditWebhookSheet, NewWebhookSheet } from "./webhook-sheet";
import { WebhookTable } from "./webhook-table";

export interface WebhooksScreen {
  workspace: string;
  /** False for viewers, who see everything and change nothing. */
  canWrite: boolean;
  publicUrl: string;
  /** Where new webhooks put contacts unless told otherwise; null before there is an audience. */
  defaultAudienceId: string | null;
}

/** A question before something breaks, or the URL that was just made. */
type Overlay = { type: "rotate" | "delete" | "created" | "rotated"; webhook: WorkspaceWebhook };

/** The inbound webhooks of a workspace, and all that can be done with them. */
export function InboundWebhooks({ workspace, canWrite, publicUrl, defaultAudienceId }: WebhooksScreen) {
  const [screen, setScreen] = useQueryStates(screenParsers);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const openSetup = (webhookId: string) => void setScreen({ webhook: webhookId, setup: "request" });
  const create = canWrite ? () => void setScreen({ edit: newWebhook }) : null;
  const actions = useMemo(
    () => ({
      workspace,
      canWrite,
      start: (action: RowAction, webhook: WorkspaceWebhook) => {
        if (action === "edit") void setScreen({ edit: webhook.id });
        else if (action === "setup") void setScreen({ webhook: webhook.id, setup: "request" });
        else setOverlay({ type: action, webhook });
      },
    }),
    [workspace, canWrite, setScreen],
  );
  const closeForm = () => void setScreen({ edit: null });
  // A dialog that has led to another one closes after it: only what it opened itself may go.
  const close = (type: Overlay["type"]) => () => setOverlay((current) => (current?.type === type ? null : current));

  return (
    <Page>
      <InboundWebhooksHeader
        actions={
          create ? (
            <Button variant="primary" onClick={create}>
              <Plus />
              Create webhook
            </Button>
          ) : null
        }
      />
      <WebhookActionsContext value={actions}>
        <WebhookTable
          search={screen.search}
          onSearch={(search) => void setScreen({ search: search || null })}
          publicUrl={publicUrl}
          onCreate={create}
        />
      </WebhookActionsContext>
      {canWrite && screen.edit === newWebhook ? (
        <NewWebhookSheet
          workspace={workspace}
          defaultAudienceId={defaultAudienceId}
          onClose={closeForm}
          onCreated={(webhook) => {
            closeForm();
            setOverlay({ type: "created", webhook });
          }}
        />
      ) : null}
      {canWrite && screen.edit !== null && screen.edit !== newWebhook ? (
        <EditWebhookSheet key={screen.edit} workspace={workspace} webhookId={screen.edit} onClose={closeForm} />
      ) : null}
      {screen.webhook === null ? null : (
        <SetupSheetOf
          key={screen.webhook}
          workspace={workspace}
          webhookId={screen.webhook}
          canTest={canWrite}
          tab={screen.setup ?? "request"}
          onTabChange={(setup) => void setScreen(setup === null ? { webhook: null, setup: null } : { setup })}
        />
      )}
      {overlay?.type === "rotate" ? (
        <RotateDialog
          workspace={workspace}
          webhook={overlay.webhook}
          onClose={close("rotate")}
          onRotated={(webhook) => setOverlay({ type: "rotated", webhook })}
        />
      ) : null}
      {overlay?.type === "delete" ? (
        <DeleteDialog workspace={workspace} webhook={overlay.webhook} onClose={close("delete")} />
      ) : null}
      {overlay?.type === "created" || overlay?.type === "rotated" ? (
        <UrlDialog
          webhook={overlay.webhook}
          title={overlay.type === "created" ? `${overlay.webhook.name} is ready` : `New URL of ${overlay.webhook.name}`}
          onClose={close(overlay.type)}
          onSetup={() => {
            setOverlay(null);
            openSetup(overlay.webhook.id);
          }}
        />
      ) : null}
    </Page>
  );
}
