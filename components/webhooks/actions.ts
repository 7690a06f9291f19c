import { createContext } from "react";
import type { Webhook } from "@/lib/webhooks/contract";
import type { WebhookScreen } from "./scope";

export type RowAction = "test" | "verify" | "switchOn" | "delete";

/** What the rows of the list need to know of their screen. */
export interface WebhookActions extends WebhookScreen {
  start: (action: RowAction, webhook: Webhook) => void;
}

export const WebhookActionsContext = createContext<WebhookActions>({
  workspace: "",
  campaignId: null,
  canWrite: false,
  start: () => {},
});
