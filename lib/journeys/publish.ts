import { desc, eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { journeys, journeyVersions } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import { conflict, invalid } from "../errors";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { createBlockWebhooks } from "./block-webhooks";
import { registry } from "./blocks/registry";
import { triggerBlock, triggerConfig } from "./blocks/trigger";
import { awaitedEventOf } from "./blocks/wait-for-event";
import type { Journey, publishJourneyContract } from "./contract";
import type { Graph, GraphIssue, GraphNode } from "./graph/graph";
import { issuesOf } from "./issues";
import { lockJourney } from "./load";
import { moveRuns } from "./runs/move";
import { readGraph, selectJourney } from "./select";

/**
 * Makes the draft a version that never changes, and sets the journey live with it. Throws `invalid_input` with every block that is not
 * right (`issues[].nodeId`), `conflict` when it is saved at this moment, `not_found`.
 */
export async function publishJourney(
  ctx: WorkspaceCtx,
  { journeyId, runs }: Input<typeof publishJourneyContract>,
): Promise<Journey> {
  authorize(ctx, "journeys:write");
  const draft = await transaction(ctx, (tx) => lockJourney(tx, journeyId));
  // Names are looked up before the transaction: a slow name server must hold no lock.
  const addresses = await addressIssues(ctx, readGraph(draft.draft));
  const versionId = newId("jnv");
  const published = await transaction(ctx, async (tx) => {
    const row = await lockJourney(tx, journeyId);
    if (row.draftRevision !== draft.draftRevision)
      throw conflict("Somebody else has changed this journey meanwhile. Look at it, then publish it.");
    const graph = readGraph(row.draft);
    const issues = [...(await issuesOf(tx, row.audienceId, graph)), ...addresses];
    if (issues.length > 0) throw refused(graph, issues);
    const now = ctx.now();
    await tx.db.insert(journeyVersions).values({
      id: versionId,
      journeyId: row.id,
      number: (await lastNumber(tx, row.id)) + 1,
      graph,
      publishedBy: ctx.actor.type === "user" ? ctx.actor.userId : null,
      publishedAt: now,
    });
    await createBlockWebhooks(tx, versionId, graph);
    await tx.db
      .update(journeys)
      .set({
        status: "live",
        publishedVersionId: versionId,
        triggerEvent: triggerEventOf(graph),
        // Who is on an older version may still wait for what that one named.
        awaitsEvents: [...new Set([...row.awaitsEvents, ...graph.nodes.flatMap((node) => awaitedEventOf(node) ?? [])])],
        updatedAt: now,
      })
      .where(eq(journeys.id, row.id));
    tx.signals.send("journeys/due");
    return selectJourney(tx, row.id);
  });
  if (runs === "move") await moveRuns(ctx, published, versionId);
  return published;
}

/** The event's name by which contacts come in, which the relay looks for; null when none lets them in. */
export function triggerEventOf({ nodes }: Graph): string | null {
  const config = triggerConfig.safeParse(nodes.find(({ type }) => type === triggerBlock.type)?.config);
  if (!config.success) return null;
  if (config.data.on === "event") return config.data.event;
  if (config.data.on === "segment") return `segment.${config.data.when}`;
  return config.data.on === "inbound" ? "contact.received" : null;
}

async function lastNumber(tx: WorkspaceCtx, journeyId: string): Promise<number> {
  const [last] = await tx.db
    .select({ number: journeyVersions.number })
    .from(journeyVersions)
    .where(eq(journeyVersions.journeyId, journeyId))
    .orderBy(desc(journeyVersions.number))
    .limit(1);
  return last?.number ?? 0;
}

/** Refuses addresses that may not be reached, at their block. Templates stand behind the host, so any text may stand for them. */
async function addressIssues(ctx: WorkspaceCtx, { nodes }: Graph): Promise<GraphIssue[]> {
  const checked = await Promise.all(
    nodes.flatMap((node) =>
      urlsOf(node).map(async (url): Promise<GraphIssue[]> => {
        const verdict = await ctx.outbound.check(url.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, "x"));
        return verdict.ok ? [] : [{ nodeId: node.id, message: verdict.message }];
      }),
    ),
  );
  return checked.flat();
}

function urlsOf({ type, config }: GraphNode): string[] {
  const block = registry.get(type);
  const parsed = block?.config.safeParse(config);
  return parsed?.success === true ? (block?.urls?.(parsed.data) ?? []) : [];
}

function refused({ nodes }: Graph, issues: GraphIssue[]) {
  const names = new Map(nodes.map(({ id, name, type }) => [id, name ?? registry.get(type)?.label ?? type]));
  const [first] = issues;
  const where = first?.nodeId == null ? "" : `${names.get(first.nodeId) ?? first.nodeId}: `;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return invalid(
    `The journey can't be published yet. ${where}${first?.message ?? ""}${more}`,
    issues.map(({ nodeId, message }) => ({ path: nodeId === null ? "graph" : `graph.${nodeId}`, nodeId, message })),
  );
}
