import { fromUuid, parseId, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import { type ExtrasTarget, loadExtras } from "../variables/load-extras";
import type { Need } from "../variables/properties/property";
import { sampleParts } from "../variables/sample-scope";
import type { Extras, ScopeEvent } from "../variables/scope";
import type { CampaignHome } from "./home";
import { campaignOf } from "./subscription";

/** Where the data of a preview or test comes from. */
export interface SourceEvent {
  /** Its id is null for the catalogue's sample. */
  event: ScopeEvent;
  /** What properties need beyond the event. */
  extras(needs: ReadonlySet<Need>): Promise<Extras>;
}

/** So many of the newest events are looked through for one that fits. */
const eventsLookedAt = 1_000;

/**
 * The event of an id, else the newest of a type (a campaign's own, in a campaign), else the catalogue's sample as it would come from this
 * campaign. Throws `not_found` for an id that this workspace has no event of.
 */
export async function findSourceEvent(
  ctx: WorkspaceCtx,
  home: CampaignHome | null,
  { eventId, type }: { eventId: string | undefined; type: string },
): Promise<SourceEvent> {
  const id = eventId === undefined ? await findNewest(ctx, home, type) : toUuid("evt", eventId);
  const row = id === null ? undefined : await loadEvent(ctx, id);
  if (row !== undefined) return fromRow(ctx, row);
  if (eventId !== undefined) throw notFound("event");
  return fromSample(ctx, home, type);
}

/** Sign-ups have no place in the index by type: where they happen, they are among the newest events anyway. */
const isIndexed = (type: string) => type !== "contact.created" && type !== "contact.subscribed";

async function findNewest({ sql, workspace }: WorkspaceCtx, home: CampaignHome | null, type: string) {
  const [row] = await sql<{ id: string }[]>`
    select id from (
      select id, type, data -> 'campaign' ->> 'id' as campaign from events
      where workspace_id = ${toUuid("wks", workspace.id)} ${isIndexed(type) ? sql`and type = ${type}` : sql``}
      order by id desc limit ${eventsLookedAt}) newest
    where type = ${type} ${home === null ? sql`` : sql`and campaign = ${home.id}`}
    order by id desc limit 1`;
  return row?.id ?? null;
}

interface EventRow {
  id: string;
  type: string;
  audienceId: string | null;
  contactId: string | null;
  data: Record<string, unknown>;
  occurredAt: Date;
}

async function loadEvent({ sql, workspace }: WorkspaceCtx, id: string): Promise<EventRow | undefined> {
  const [row] = await sql<EventRow[]>`
    select id, type, audience_id as "audienceId", contact_id as "contactId", data, occurred_at as "occurredAt"
    from events where workspace_id = ${toUuid("wks", workspace.id)} and id = ${id}`;
  return row;
}

function fromRow(ctx: WorkspaceCtx, row: EventRow): SourceEvent {
  const { id, type, audienceId, contactId, data, occurredAt } = row;
  const { messageId } = data;
  const target: ExtrasTarget = {
    id,
    workspaceId: toUuid("wks", ctx.workspace.id),
    audienceId,
    contactId,
    campaignId: campaignOf(row),
    messageId: typeof messageId === "string" ? parseId("msg", messageId) : null,
  };
  // Whoever sees a preview, or the receiver of a test, must not be able to unsubscribe somebody.
  const unsubscribeUrlOf = () => `${ctx.env.publicUrl}/unsubscribe/example`;
  return {
    event: {
      id: fromUuid("evt", id),
      type,
      occurredAt,
      audienceId: audienceId === null ? null : fromUuid("aud", audienceId),
      data,
    },
    extras: async (needs) => (await loadExtras(ctx.sql, needs, [target], { unsubscribeUrlOf })).get(id) ?? {},
  };
}

function fromSample(ctx: WorkspaceCtx, home: CampaignHome | null, type: string): SourceEvent {
  const { event, extras } = sampleParts(type);
  const workspace = { name: ctx.workspace.name };
  if (home === null) return { event, extras: async () => ({ ...extras, workspace }) };
  const { audienceId, ...campaign } = home;
  return {
    event: { ...event, audienceId, data: { ...event.data, campaign } },
    extras: async () => ({ ...extras, workspace, audience: { name: home.audienceName } }),
  };
}
