import { and, desc, eq, gte, sql } from "drizzle-orm";
import { fromUuid, uuidFloor } from "@/db/ids";
import { inboundHooks, inboundRequests } from "@/db/schema";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { matchKey } from "../../mapping/match-key";
import { authorize } from "../../workspaces/permissions";
import { loadAudience } from "../load";
import type { getFieldImpactContract } from "./contract";
import { keyIssue } from "./shape";

const windowMs = 24 * 60 * 60_000;
const requestsMax = 10_000;

/**
 * What making the field required would have meant in the last 24 hours: how many accepted requests from outside to the audience's
 * webhook did not bring it. Workspace webhooks take contacts without it all the same, so theirs are looked at, but never counted.
 * Those of contacts who have a value already would still have been accepted, so `lacking` is an upper bound of refusals.
 *
 * The key may be one that no field has yet: what was sent under it stands among the ignored keys then, also when it was empty. Throws
 * `not_found` for the audience, and for what no field can be called.
 */
export async function getFieldImpact(
  ctx: WorkspaceCtx,
  { audienceId, key }: Input<typeof getFieldImpactContract>,
): Promise<Answer<typeof getFieldImpactContract>> {
  authorize(ctx, "read");
  const audience = await loadAudience(ctx, audienceId);
  if (keyIssue(key) !== null) throw notFound("data field");
  const since = fromUuid("req", uuidFloor(new Date(ctx.now().getTime() - windowMs)));
  const bound = ctx.db
    .select({ id: inboundHooks.id })
    .from(inboundHooks)
    .where(and(eq(inboundHooks.audienceId, audience.id), eq(inboundHooks.kind, "audience")));
  const newest = ctx.db
    .select({
      accepted: sql<boolean>`status < 400 and origin = 'door' and hook_id in ${bound}`.as("accepted"),
      lacks: sql<boolean>`not exists (select from unnest(field_keys || ignored) name
        where lower(regexp_replace(name, '[[:space:]_-]+', '', 'g')) = ${matchKey(key)})`.as("lacks"),
    })
    .from(inboundRequests)
    .where(
      and(
        eq(inboundRequests.workspaceId, ctx.workspace.id),
        eq(inboundRequests.audienceId, audience.id),
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
