import { inArray } from "drizzle-orm";
import { newId } from "@/db/ids";
import { journeySecrets } from "@/db/schema";
import type { Ctx, WorkspaceCtx } from "../context";
import type { Graph } from "./graph/graph";
import { mapSecrets } from "./graph/secret-slots";
import { isKept, openSecrets, secretIdsIn, storedSecrets } from "./secrets";
import type { SecretOf } from "./webhook-request";

/** A graph as blocks read it, and what is behind the ids that stand in its secret places. */
export interface ReadableDraft {
  graph: Graph;
  secretOf: SecretOf;
}

/**
 * Makes a graph readable that was sent without being saved: masked secrets are those of the stored draft, typed ones stay in memory.
 * Without `given` it is the stored draft. One statement, when there are stored secrets.
 */
export async function readDraft(
  ctx: Pick<Ctx, "db" | "key">,
  stored: Graph,
  given: Graph | undefined,
): Promise<ReadableDraft> {
  const storedAt = storedSecrets(stored, given ?? stored);
  const typed = new Map<string, string>();
  const graph =
    given === undefined
      ? stored
      : mapSecrets(given, (node, { name, value }) => {
          if (isKept(value)) return storedAt(node.id, name);
          const id = newId("jsc");
          typed.set(id, value);
          return id;
        });
  const opened = await openSecrets(
    ctx,
    secretIdsIn(graph).filter((id) => !typed.has(id)),
  );
  return { graph, secretOf: (id) => typed.get(id) ?? opened.get(id) };
}

/** A stored graph for another journey: each of its secrets becomes a row of its own there. Runs in the caller's transaction. */
export async function copySecrets(tx: WorkspaceCtx, graph: Graph, journeyId: string): Promise<Graph> {
  const ids = secretIdsIn(graph);
  if (ids.length === 0) return graph;
  const rows = await tx.db.select().from(journeySecrets).where(inArray(journeySecrets.id, ids));
  const copies = new Map(rows.map(({ id, sealed }) => [id, { id: newId("jsc"), journeyId, sealed }]));
  if (copies.size > 0) await tx.db.insert(journeySecrets).values([...copies.values()]);
  return mapSecrets(graph, (_, { value }) => copies.get(value)?.id ?? "");
}
