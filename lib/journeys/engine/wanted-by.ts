import { fromUuid } from "@/db/ids";
import type { ContactEvent } from "../../events/relay";
import { isRecord } from "../../variables/is-record";
import { scopeOf } from "../../variables/scope";
import { holdAll } from "../blocks/conditions";
import type { TriggerConfig } from "../blocks/trigger";
import { engineLimits } from "./limits";

/** A live journey as an event meets it. Ids are bare UUIDs. */
export interface Doorway {
  journeyId: string;
  workspaceId: string;
  audienceId: string;
  triggerEvent: string;
  trigger: TriggerConfig;
}

/** Whether an event lets its contact into a journey. Pure: what it asks about the contact is the contact of the event. */
export function lets(
  { journeyId, workspaceId, audienceId, triggerEvent, trigger }: Doorway,
  event: ContactEvent,
): boolean {
  if (event.type !== triggerEvent || event.workspaceId !== workspaceId || event.audienceId !== audienceId) return false;
  // Two journeys that cause each other's events would go round for ever; one that causes its own, at once.
  const id = fromUuid("jny", journeyId);
  if ((event.hop ?? 0) > engineLimits.hopsMax || idIn(event.data.journey) === id || event.sourceId === id) return false;
  switch (trigger.on) {
    case "event":
      return trigger.conditions.length === 0 || holdAll(trigger.conditions, scopeOfEvent(event));
    case "segment":
      return idIn(event.data.segment) === trigger.segmentId;
    case "inbound":
      return (
        idIn(event.data.webhook) === trigger.webhookId &&
        (trigger.conditions.length === 0 || holdAll(trigger.conditions, scopeOfEvent(event)))
      );
    case "manual":
      return false;
  }
}

const idIn = (value: unknown): unknown => (isRecord(value) ? value.id : undefined);

const scopeOfEvent = (event: ContactEvent) =>
  scopeOf({
    event: { ...event, id: fromUuid("evt", event.id), audienceId: fromUuid("aud", event.audienceId) },
    workspace: { id: fromUuid("wks", event.workspaceId) },
    now: event.occurredAt,
  });
