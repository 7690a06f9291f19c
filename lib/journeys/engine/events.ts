import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { EventName } from "../../events/catalogue";
import type { EventDraft } from "../../events/emit";
import type { Move } from "./make";

const kindRows = rowsOf({ workspace_id: "uuid", audience_id: "uuid", type: "text" });

/** An event that a run causes. It carries how many of our journeys and webhooks had led to it: circles end by that. */
function eventOf({ surroundings }: Move, type: EventName, data: Record<string, unknown>, occurredAt: Date): EventDraft {
  const { run, snapshot, version } = surroundings;
  const id = fromUuid("jny", run.journeyId);
  return {
    type,
    workspaceId: run.workspaceId,
    audienceId: run.audienceId,
    contactId: run.contactId,
    data: { contact: snapshot, journey: { id, name: run.journeyName, version: version.number }, ...data },
    source: "journey",
    sourceId: id,
    hop: run.hop + 1,
    occurredAt,
  };
}

/** Who came in, came to the end or left before it; as far as anybody wants to hear of it, because most do not. */
export async function journeyEvents(tx: TransactionSql, moves: readonly Move[], now: Date): Promise<EventDraft[]> {
  const all = moves.flatMap((move) => typesOf(move).map((type) => eventOf(move, type, {}, now)));
  if (all.length === 0) return [];
  const wanted = await wantedKinds(tx, all);
  return all.filter((event) => wanted.has(kindOf(event)));
}

function typesOf({ surroundings: { run }, walked }: Move): EventName[] {
  const types: EventName[] = run.visits === 0 && walked.visits > 0 ? ["journey.entered"] : [];
  if (walked.next.state === "completed") types.push("journey.completed");
  if (walked.next.state === "failed") types.push("journey.exited");
  return types;
}

const kindOf = ({ workspaceId, audienceId, type }: EventDraft) => `${workspaceId} ${audienceId} ${type}`;

async function wantedKinds(tx: TransactionSql, events: readonly EventDraft[]): Promise<Set<string>> {
  const kinds = new Map(
    events.map((event) => [
      kindOf(event),
      { workspace_id: event.workspaceId, audience_id: event.audienceId, type: event.type },
    ]),
  );
  const rows = await tx<{ workspaceId: string; audienceId: string; type: string }[]>`
    select k.workspace_id as "workspaceId", k.audience_id as "audienceId", k.type from ${kindRows([...kinds.values()])} as k
    where exists (select from webhooks w where w.workspace_id = k.workspace_id and k.type = any(w.events))
      or exists (select from journeys j where j.workspace_id = k.workspace_id and (j.trigger_event = k.type or k.type = any(j.awaits_events)))
      or exists (select from segments s where s.audience_id = k.audience_id and 'event.' || k.type = any(s.reads))`;
  return new Set(rows.map(({ workspaceId, audienceId, type }) => `${workspaceId} ${audienceId} ${type}`));
}
