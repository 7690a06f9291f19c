import type { Fragment } from "@/db/client";
import type { RunState } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Run } from "../contract";

/** Ids are bare UUIDs. */
export interface RunRow {
  id: string;
  journeyId: string;
  journeyName: string;
  versionId: string;
  version: number;
  audienceId: string;
  contactId: string;
  email: string | null;
  state: RunState;
  nodeId: string;
  /** Null when its version has no such block any more. */
  blockType: string | null;
  blockName: string | null;
  since: Date;
  waitsFor: string | null;
  visits: number;
  reason: string | null;
  variables: Record<string, unknown>;
  hop: number;
  stuck: boolean;
  wakeAt: Date | null;
  enteredAt: Date;
  finishedAt: Date | null;
}

/** A drain that has not come by for so long after the moment has a problem. */
const lateMs = 5 * 60_000;

/**
 * Runs of this workspace with everything that is told of them, newest first, in one statement. Somebody is stuck in a live journey when the
 * moment to go on has long passed, or when nothing is left that could wake them.
 * @param found a statement that gives rows of `journey_runs`, of a page's length at most
 */
export const selectRuns = ({ sql, workspace, now }: WorkspaceCtx, found: Fragment): Promise<RunRow[]> =>
  sql<RunRow[]>`
    select r.id, r.journey_id as "journeyId", j.name as "journeyName", r.version_id as "versionId", v.number as version,
      r.audience_id as "audienceId", r.contact_id as "contactId", c.email, r.state, r.node_id as "nodeId", r.visits, r.reason, r.variables, r.hop,
      j.status = 'live' and r.state in ('active', 'waiting') and case
        when r.wake_at is not null then r.wake_at < ${new Date(now().getTime() - lateMs)}
        when r.awaits_delivery is not null then not coalesce(d.state in ('pending', 'held'), false)
          and coalesce(d.finished_at < ${new Date(now().getTime() - lateMs)}, true)
        else r.awaits_event is null end as stuck,
      r.wake_at as "wakeAt", r.entered_at as "enteredAt", r.finished_at as "finishedAt",
      b.node ->> 'type' as "blockType", b.node ->> 'name' as "blockName",
      -- Whoever has left one block and not come into the next stands there since then.
      coalesce(r.finished_at, case when s.node_id = r.node_id then s.started_at else s.finished_at end, r.entered_at) as since,
      case when r.state = 'waiting' then s.reason end as "waitsFor"
    from (${found}) r
    join journeys j on j.id = r.journey_id and j.workspace_id = ${toUuid("wks", workspace.id)}
    join journey_versions v on v.id = r.version_id
    left join lateral (select node from jsonb_array_elements(v.graph -> 'nodes') node where node ->> 'id' = r.node_id limit 1) b on true
    left join journey_steps s on s.run_id = r.id and s.number = r.visits
    left join contacts c on c.audience_id = r.audience_id and c.id = r.contact_id
    left join deliveries d on d.workspace_id = j.workspace_id and d.id = r.awaits_delivery
    order by r.id desc`;

/** One run of this workspace. Throws `not_found`. */
export async function selectRun(ctx: WorkspaceCtx, runId: string): Promise<RunRow> {
  const [row] = await selectRuns(ctx, ctx.sql`select * from journey_runs where id = ${toUuid("run", runId)}`);
  if (row === undefined) throw notFound("run");
  return row;
}

/** A run as the API shows it. */
export const presentRun = (row: RunRow): Run => ({
  id: fromUuid("run", row.id),
  journeyId: fromUuid("jny", row.journeyId),
  journeyName: row.journeyName,
  version: row.version,
  contact: { id: fromUuid("con", row.contactId), email: row.email },
  state: row.state,
  nodeId: row.nodeId,
  block: { type: row.blockType ?? "", name: row.blockName },
  since: row.since.toISOString(),
  waitsFor: row.waitsFor,
  reason: row.reason,
  stuck: row.stuck,
  wakeAt: row.wakeAt?.toISOString() ?? null,
  enteredAt: row.enteredAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
