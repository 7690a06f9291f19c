import { and, desc, eq, gte, sql } from "drizzle-orm";
import { fromUuid, uuidFloor } from "@/db/ids";
import { inboundHooks, inboundRequests } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import type { getFieldImpactContract } from "./contract";
import { loadField } from "./load";

const windowMs = 24 * 60 * 60_000;
const requestsMax = 10_000;

/**
 * What making the field required would have meant in the last 24 hours: how many accepted requests from outside to the audience's
 * webhook did not bring it. Workspace webhooks take contacts without it all the same, so theirs are looked at, but never counted.
 * Those of contacts who have a value already would still have been accepted, so `lacking` is an upper bound of refusals.
 */
export async function getFieldImpact(
  ctx: WorkspaceCtx,
  { audienceId, key }: Input<typeof getFieldImpactContract>,
): Promise<Answer<typeof getFieldImpactContract>> {
  authorize(ctx, "read");
  const field = await loadField(ctx, audienceId, key);
  const since = fromUuid("req", uuidFloor(new Date(ctx.now().getTime() - windowMs)));
  const bound = ctx.db
    .select({ id: inboundHooks.id })
    .from(inboundHooks)
    .where(and(eq(inboundHooks.audienceId, field.audienceId), eq(inboundHooks.kind, "audience")));
  const newest = ctx.db
    .select({
      accepted: sql<boolean>`status < 400 and origin = 'door' and hook_id in ${bound}`.as("accepted"),
      lacks: sql<boolean>`not ${field.key} = any(coalesce(field_keys, '{}'))`.as("lacks"),
    })
    .from(inboundRequests)
    .where(
      and(
        eq(inboundRequests.workspaceId, ctx.workspace.id),
        eq(inboundRequests.audienceId, field.audienceId),
        gte(inboundRequests.id, since),
      ),
    )
    .orderBy(desc(inboundRequests.id))
    .limit(requestsMax + 1)
    .as("newest");
  const [counted] = await ctx.db
    .select({
      all: sql`count(*)`.mapWith(Number),
      requests: sql`count(*) filter (where ${newest.accepted})`.mapWith(Number),
      lacking: sql`count(*) filter (where ${newest.accepted} and ${newest.lacks})`.mapWith(Number),
    })
    .from(newest);
  const { all = 0, requests = 0, lacking = 0 } = counted ?? {};
  return { requests, lacking, capped: all > requestsMax };
}
