import { newUuid, toUuid } from "@/db/ids";
import { deletionForgetter } from "../../contacts/forget-deleted";
import type { Ctx, WorkspaceCtx } from "../../context";
import { type EventDraft, insertEvents } from "../../events/emit";
import { relayEvents } from "../../events/relay";
import { createDispatcher, type Dispatcher } from "../engine/dispatcher";
import { deliveryPlanner } from "../plan";
import { deliveryShards } from "../shards";

/** Records events of one contact each, unless they say whose they are, and lets the relay plan what follows from them. */
export async function happen(ctx: WorkspaceCtx, ...events: Partial<EventDraft>[]): Promise<void> {
  await recordEvents(ctx, ...events);
  while (await relayEvents(ctx, [deliveryPlanner(), deletionForgetter]));
}

/** Records events without a relay. */
export const recordEvents = (ctx: WorkspaceCtx, ...events: Partial<EventDraft>[]) =>
  ctx.sql.begin((tx) =>
    insertEvents(
      tx,
      events.map((event) => ({
        type: "contact.updated",
        workspaceId: toUuid("wks", ctx.workspace.id),
        audienceId: newUuid(),
        contactId: newUuid(),
        data: { contact: { email: "ann@example.com", fields: { first_name: "Ann" } }, changed: ["first_name"] },
        source: "test",
        sourceId: null,
        occurredAt: ctx.now(),
        ...event,
      })),
    ),
  );

/** Claims in every shard and waits until nothing is in memory any more. */
export async function drain(dispatcher: Dispatcher): Promise<void> {
  await claimAll(dispatcher);
  await dispatcher.idle();
}

export async function claimAll(dispatcher: Dispatcher): Promise<void> {
  for (let shard = 0; shard < deliveryShards; shard++) await dispatcher.claim(shard);
}

/** A dispatcher for a test's own use: whatever happens, it is stopped. */
export async function withDispatcher<T>(ctx: Ctx, use: (dispatcher: Dispatcher) => Promise<T>): Promise<T> {
  const dispatcher = createDispatcher(ctx);
  try {
    return await use(dispatcher);
  } finally {
    await dispatcher.stop(0);
  }
}

export interface LoggedDelivery {
  id: string;
  state: string;
  attempts: number;
  cause: string | null;
  error: string | null;
  body: string | null;
  responseStatus: number | null;
  forget: boolean;
  dueAt: Date | null;
  eventType: string;
}

/** What the log says, oldest first. Ids are bare UUIDs. */
export const logOf = (ctx: WorkspaceCtx, webhookId: string) => ctx.sql<LoggedDelivery[]>`
  select d.id, d.state, d.attempts, d.cause, d.error, convert_from(d.body, 'UTF8') as body, d.response_status as "responseStatus", d.forget,
    q.due_at as "dueAt", d.event_type as "eventType"
  from deliveries d left join delivery_queue q on q.id = d.id
  where d.webhook_id = ${toUuid("whk", webhookId)} order by d.id`;
