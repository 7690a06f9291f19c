import type { DeliveryState, StepState } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { readAttempts } from "../../deliveries/read-attempts";
import { viewRequests } from "../../deliveries/request-view";
import type { Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { getRunContract, RunTrace, Step } from "../contract";
import { portsOf } from "../edit/node";
import { compileGraph } from "../graph/compile";
import type { GraphNode } from "../graph/graph";
import { readGraph } from "../select";
import { presentRun, type RunRow, selectRun } from "./select";

/** Of a run that goes round and round, the last steps tell what matters. */
const stepsShownMax = 200;
/** A larger body is shown with its delivery. */
const bodyBytesShownMax = 64 * 1024;

/** Ids are bare UUIDs. */
interface StepRow {
  number: number;
  nodeId: string;
  state: StepState;
  port: string | null;
  reason: string | null;
  startedAt: Date;
  finishedAt: Date | null;
  mailId: string | null;
  deliveryId: string | null;
  method: string | null;
  deliveryState: DeliveryState | null;
}

/**
 * A run with everything it did: its last two hundred steps, oldest first, named as its version names them, each with the request that it
 * sent and every attempt. A fixed number of statements. Throws `not_found`.
 */
export async function getRun(ctx: WorkspaceCtx, { runId }: Input<typeof getRunContract>): Promise<RunTrace> {
  authorize(ctx, "read");
  const run = await selectRun(ctx, runId);
  const [nodes, steps] = await Promise.all([nodesOf(ctx, run), stepsOf(ctx, run)]);
  const ids = steps.flatMap(({ deliveryId, method }) => (deliveryId === null || method === null ? [] : deliveryId));
  const attempts = await readAttempts(ctx, ids);
  const viewed = ids.map((id) => ({ id, lastUrl: attempts.get(id)?.at(-1)?.url ?? null }));
  const requests = await viewRequests(ctx, viewed, bodyBytesShownMax);
  const deliveryOf = ({ deliveryId: id, method, deliveryState: state }: StepRow): Step["delivery"] =>
    id === null || method === null || state === null
      ? null
      : { id: fromUuid("dlv", id), method, state, request: requests.get(id) ?? null, attempts: attempts.get(id) ?? [] };
  return {
    ...presentRun(run),
    variables: run.variables,
    steps: steps.map((row) => ({
      number: row.number,
      nodeId: row.nodeId,
      type: nodes.get(row.nodeId)?.type ?? "",
      name: nodes.get(row.nodeId)?.name ?? null,
      state: row.state,
      port: row.port,
      portLabel: portLabelOf(nodes.get(row.nodeId), row.port),
      reason: row.reason,
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      delivery: deliveryOf(row),
      mailId: row.mailId === null ? null : fromUuid("mai", row.mailId),
    })),
  };
}

const portLabelOf = (node: GraphNode | undefined, port: string | null): string | null =>
  node === undefined ? null : (portsOf(node).find(({ name }) => name === port)?.label ?? null);

async function nodesOf({ sql }: WorkspaceCtx, { versionId }: RunRow) {
  const [version] = await sql<{ graph: unknown }[]>`select graph from journey_versions where id = ${versionId}`;
  return compileGraph(readGraph(version?.graph)).nodes;
}

async function stepsOf({ sql, workspace }: WorkspaceCtx, { id }: RunRow): Promise<StepRow[]> {
  const rows = await sql<StepRow[]>`
    select s.number, s.node_id as "nodeId", s.state, s.port, s.reason, s.started_at as "startedAt", s.finished_at as "finishedAt",
      s.mail_id as "mailId", s.delivery_id as "deliveryId", d.method, d.state as "deliveryState"
    from (select * from journey_steps where run_id = ${id} order by number desc limit ${stepsShownMax}) s
    left join deliveries d on d.workspace_id = ${toUuid("wks", workspace.id)} and d.id = s.delivery_id
    order by s.number`;
  return [...rows];
}
