import { toUuid } from "@/db/ids";
import { deletionForgetter } from "../../contacts/forget-deleted";
import type { Ctx, WorkspaceCtx } from "../../context";
import { deliveryPlanner } from "../../deliveries/plan";
import { drain, withDispatcher } from "../../deliveries/testing/engine";
import { relayEvents } from "../../events/relay";
import { sendDueMail } from "../../mail/send-due";
import { stalePlanner } from "../../segments/plan-stale";
import { recalculateSegments } from "../../segments/recalculate";
import { createJourney } from "../create";
import { advanceRuns } from "../engine/advance-runs";
import { journeyShards } from "../engine/claim";
import { journeyPlanner } from "../engine/plan";
import type { Graph } from "../graph/graph";
import { journeyMails } from "../mails/owner";
import { publishJourney } from "../publish";

/** Lets the relay plan what follows from events, with every planner that journeys stand beside. */
export async function relay(ctx: Ctx): Promise<void> {
  while (await relayEvents(ctx, [stalePlanner, deliveryPlanner(), journeyPlanner, deletionForgetter]));
}

/** Moves runs until none is due. */
export async function advanceAll(ctx: Ctx): Promise<void> {
  for (let shard = 0; shard < journeyShards; shard++) while (await advanceRuns(ctx, shard));
}

/** Keeps queued mails for the Mailbox, as without a mail server. */
export async function captureMails(ctx: Ctx): Promise<void> {
  while (await sendDueMail(ctx, null, [journeyMails]));
}

/** Does all background work that is due, as the drains would: events, segments, journeys, deliveries. */
export async function settle(ctx: Ctx): Promise<void> {
  do {
    await relay(ctx);
    while (await recalculateSegments(ctx));
    await advanceAll(ctx);
    await withDispatcher(ctx, drain);
  } while (await hasWork(ctx));
}

async function hasWork({ sql, now }: Ctx): Promise<boolean> {
  const [row] = await sql<{ work: boolean }[]>`
    select exists (select from outbox) or exists (select from stale_contacts)
      or exists (select from delivery_queue where due_at <= ${now()})
      or exists (select from journey_runs r join journeys j on j.id = r.journey_id and j.status = 'live'
        where r.state in ('active', 'waiting') and r.wake_at <= ${now()} and (r.claim_id is null or r.leased_until <= ${now()})) as work`;
  return row?.work === true;
}

/** A journey of an audience that is live. @returns its id */
export async function liveJourney(
  ctx: WorkspaceCtx,
  audienceId: string,
  graph: Graph,
  name = "Welcome",
): Promise<string> {
  const { id } = await createJourney(ctx, { name, audienceId, graph });
  await publishJourney(ctx, { journeyId: id, runs: "finish" });
  return id;
}

export interface SeenRun {
  id: string;
  state: string;
  nodeId: string;
  reason: string | null;
  visits: number;
  variables: Record<string, unknown>;
  wakeAt: Date | null;
  version: number;
  /** `block:port`, or `block:state` where it did not go on. */
  way: string[];
}

/** A journey's runs as they stand, oldest first. Ids are bare UUIDs. */
export const runsOf = ({ sql }: Ctx, journeyId: string) => sql<SeenRun[]>`
  select r.id, r.state, r.node_id as "nodeId", r.reason, r.visits, r.variables, r.wake_at as "wakeAt", v.number as version, array(
    select s.node_id || ':' || case when s.state = 'done' then coalesce(s.port, 'end') else s.state end from journey_steps s
    where s.run_id = r.id order by s.number) as way
  from journey_runs r join journey_versions v on v.id = r.version_id
  where r.journey_id = ${toUuid("jny", journeyId)} order by r.id`;
