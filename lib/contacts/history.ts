import type { ContactStatus } from "@/db/enums";
import { fromUuid, type IdPrefix, parseId, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { authorize } from "../workspaces/permissions";
import { audienceOf } from "./audience-of";
import type { listConsentContract, listContactEventsContract } from "./contract";

const newest = "ffffffff-ffff-ffff-ffff-ffffffffffff";

function before(prefix: IdPrefix, cursor: string | undefined): string {
  if (cursor === undefined) return newest;
  const id = parseId(prefix, cursor);
  if (id === null) throw invalid("This cursor is not one of ours: take nextCursor of the page before.");
  return id;
}

interface ConsentRow {
  id: string;
  from: ContactStatus | null;
  to: ContactStatus;
  source: string;
  sourceId: string | null;
  requestId: string | null;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
}

/** The changes of a contact's status, newest first: when, from what to what, by whom, from where. */
export async function listConsent(
  ctx: WorkspaceCtx,
  input: Input<typeof listConsentContract>,
): Promise<Answer<typeof listConsentContract>> {
  authorize(ctx, "read");
  const audience = await audienceOf(ctx, input.audienceId);
  const rows = await ctx.sql<ConsentRow[]>`
    select id, from_status as "from", to_status as "to", source, source_id as "sourceId", request_id as "requestId", ip,
      user_agent as "userAgent", created_at as "createdAt"
    from consent_log
    where contact_id = ${toUuid("con", input.contactId)} and audience_id = ${audience.id} and id < ${before("cns", input.cursor)}
    order by id desc limit ${input.limit + 1}`;
  return toPage(
    rows,
    input.limit,
    (row) => fromUuid("cns", row.id),
    (row) => ({ ...row, id: fromUuid("cns", row.id), createdAt: row.createdAt.toISOString() }),
  );
}

interface EventRow {
  id: string;
  type: string;
  data: Record<string, unknown>;
  source: string;
  sourceId: string | null;
  occurredAt: Date;
}

/** What happened to a contact, newest first. */
export async function listContactEvents(
  ctx: WorkspaceCtx,
  input: Input<typeof listContactEventsContract>,
): Promise<Answer<typeof listContactEventsContract>> {
  authorize(ctx, "read");
  const audience = await audienceOf(ctx, input.audienceId);
  const rows = await ctx.sql<EventRow[]>`
    select id, type, data, source, source_id as "sourceId", occurred_at as "occurredAt" from events
    where contact_id = ${toUuid("con", input.contactId)} and audience_id = ${audience.id} and id < ${before("evt", input.cursor)}
    order by id desc limit ${input.limit + 1}`;
  return toPage(
    rows,
    input.limit,
    (row) => fromUuid("evt", row.id),
    (row) => ({ ...row, id: fromUuid("evt", row.id), occurredAt: row.occurredAt.toISOString() }),
  );
}
