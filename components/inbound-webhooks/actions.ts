import { createContext } from "react";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";

export type RowAction = "edit" | "setup" | "rotate" | "delete";

/** What the rows of the list need to know of their screen. */
export interface WebhookActions {
  workspace: string;
  /** False for who sees everything and changes nothing. */
  canWrite: boolean;
  start: (action: RowAction, webhook: WorkspaceWebhook) => void;
}

export const WebhookActionsContext = createContext<WebhookActions>({
  workspace: "",
  canWrite: false,
  start: () => {},
});

/** The requests that came through a webhook. */
export const requestsHref = (workspace: string, webhookId: string): string =>
  `/${workspace}/requests?webhook=${webhookId}`;
