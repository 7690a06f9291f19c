import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { webhooks } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { matchName } from "../mapping/match-key";
import type { Usage } from "./usage";

/** What a webhook's filters may ask for. */
export type Filterable =
  | { kind: "tag"; id: string; name: string }
  | { kind: "group"; id: string }
  | { kind: "segment"; id: string };

const holding = (filters: object): SQL => sql`${webhooks.filters} @> ${JSON.stringify(filters)}::jsonb`;
const holdingTag = (id: string): SQL => holding({ tags: [{ id }] });

function asking(what: Filterable): SQL | undefined {
  if (what.kind === "group") return holding({ groups: [what.id] });
  if (what.kind === "segment") return holding({ segments: [what.id] });
  // The whole workspace's webhooks mean tags of any audience by name.
  return or(
    holdingTag(what.id),
    sql`exists (select from jsonb_array_elements(${webhooks.filters} -> 'tags') tag
      where tag ->> 'id' is null and lower(tag ->> 'name') = ${matchName(what.name)})`,
  );
}

/** The webhooks whose filters ask for something, as its "used by" names them. */
export async function webhooksAsking(ctx: WorkspaceCtx, what: Filterable): Promise<Usage["places"]> {
  const rows = await ctx.db
    .select({ id: webhooks.id, name: webhooks.name, url: webhooks.url })
    .from(webhooks)
    .where(and(eq(webhooks.workspaceId, ctx.workspace.id), asking(what)))
    .orderBy(asc(webhooks.name), asc(webhooks.id));
  return rows.map(webhookPlace);
}

/** A webhook as every "used by" names it: most have no name of their own. */
export const webhookPlace = ({
  id,
  name,
  url,
}: {
  id: string;
  name: string;
  url: string;
}): Usage["places"][number] => ({
  type: "webhook",
  id,
  name: name || `The webhook to ${hostOf(url)}`,
});

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** Filters ask for the tag that another one was merged into; for one that is deleted by the name that it had. */
export async function replaceTagInFilters(
  ctx: WorkspaceCtx,
  tagId: string,
  by: { id: string | null; name: string },
): Promise<void> {
  const replaced = sql`(select jsonb_agg(case when tag ->> 'id' = ${tagId} then ${JSON.stringify(by)}::jsonb else tag end)
    from jsonb_array_elements(${webhooks.filters} -> 'tags') tag)`;
  await ctx.db
    .update(webhooks)
    .set({ filters: sql`jsonb_set(${webhooks.filters}, '{tags}', ${replaced})` })
    .where(and(eq(webhooks.workspaceId, ctx.workspace.id), holdingTag(tagId)));
}
