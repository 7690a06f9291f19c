import { newUuid, parseId } from "@/db/ids";
import { webhookBody, webhookUrl } from "../webhook-request";
import type { Surroundings } from "./surroundings";
import type { Walked } from "./walk";

/** A row of `deliveries`, pending from the moment in which it is written. Ids are bare UUIDs. */
export interface MadeDelivery {
  step: number;
  id: string;
  workspace_id: string;
  webhook_id: string;
  event_id: string;
  event_type: string;
  contact_id: string;
  run_id: string;
  method: string;
  content_type: string;
  url: string | null;
  body: Uint8Array;
  hop: number;
}

/** What whoever was put in by hand came in by. */
const byHand = "journey.entered";
const nothing = new Uint8Array();

/** The request of a Webhook block for this run, made once: every attempt sends the same. Or why there is none, in one sentence. */
export function makeDelivery(
  { run, version, trigger, scope }: Surroundings,
  { variables }: Walked,
  { step, nodeId }: { step: number; nodeId: string },
): MadeDelivery | { problem: string } {
  const webhook = version.webhooks.get(nodeId);
  if (webhook === undefined) return { problem: "This block's settings are gone. Publish the journey again." };
  const full = { ...scope, vars: variables };
  const target = webhook.isFixed ? null : webhookUrl(webhook.config, full);
  if (target !== null && "problem" in target) return target;
  const made = webhookBody(webhook.config, full);
  if ("problem" in made) return made;
  return {
    step,
    id: newUuid(),
    workspace_id: run.workspaceId,
    webhook_id: webhook.id,
    // Without an event of its own it stands for its run.
    event_id: parseId("evt", trigger?.id ?? "") ?? run.id,
    event_type: trigger?.type ?? byHand,
    contact_id: run.contactId,
    run_id: run.id,
    method: webhook.method,
    content_type: "json",
    url: target?.url ?? null,
    body: made.body ?? nothing,
    hop: run.hop,
  };
}
