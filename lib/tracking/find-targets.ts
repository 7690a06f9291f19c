import type { TransactionSql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { trackingLimits } from "./limits";
import type { ReportedEvent } from "./read-event";

const addressRows = rowsOf({ at: "int", email: "text", audience_id: "uuid", workspace_id: "uuid" });
const idRows = rowsOf({ at: "int", id: "uuid", audience_id: "uuid", workspace_id: "uuid" });

/** A contact that an event is about. */
export interface Target {
  contactId: string;
  audienceId: string;
}
type FoundTarget = Target & { at: number };

/**
 * The contacts that each event is about, in the events' order, each of its sender's workspace: by address those of every audience that
 * has it, unless the event names one. One more than may be written tells that there are too many.
 */
export async function findTargets(tx: TransactionSql, events: ReportedEvent[]): Promise<Target[][]> {
  const byAddress = events.flatMap(({ target, audienceId, workspaceId }, at) =>
    "email" in target ? { at, email: target.email, audience_id: audienceId, workspace_id: workspaceId } : [],
  );
  const byId = events.flatMap(({ target, audienceId, workspaceId }, at) =>
    "contactId" in target ? { at, id: target.contactId, audience_id: audienceId, workspace_id: workspaceId } : [],
  );
  const found = await Promise.all([
    byAddress.length === 0
      ? []
      : tx<FoundTarget[]>`
      select k.at, c.id as "contactId", c.audience_id as "audienceId" from ${addressRows(byAddress)} as k, lateral (
        select id, audience_id from contacts
        where email = k.email and workspace_id = k.workspace_id and (k.audience_id is null or audience_id = k.audience_id)
        order by audience_id limit ${trackingLimits.contactsMax + 1}) c`,
    byId.length === 0
      ? []
      : tx<FoundTarget[]>`
      select k.at, c.id as "contactId", c.audience_id as "audienceId" from ${idRows(byId)} as k, lateral (
        select c.id, c.audience_id from audiences a join contacts c on c.audience_id = a.id and c.id = k.id
        where a.workspace_id = k.workspace_id and (k.audience_id is null or a.id = k.audience_id) limit 1) c`,
  ]);
  const targets: Target[][] = events.map(() => []);
  for (const { at, ...target } of found.flat()) targets[at]?.push(target);
  return targets;
}
