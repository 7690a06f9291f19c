import { inArray } from "drizzle-orm";
import { idPrefixes, newId, parseId } from "@/db/ids";
import { journeySecrets } from "@/db/schema";
import type { Ctx, WorkspaceCtx } from "../context";
import { seal, unseal } from "../crypto";
import type { Graph } from "./graph/graph";
import { mapSecrets, slotsOf } from "./graph/secret-slots";
import { maskedSecret } from "./masked-secret";

const isSecretId = (value: string): boolean => parseId(idPrefixes.journeySecret, value) !== null;

/** The graph as people see it. */
export const hideSecrets = (graph: Graph): Graph => mapSecrets(graph, () => maskedSecret);

/**
 * The graph as it is stored: typed secrets become rows of their own, masked ones those that the same place of the same block has had.
 * Runs in the caller's transaction.
 */
export async function keepSecrets(
  tx: WorkspaceCtx,
  journeyId: string,
  graph: Graph,
  before: Graph | null,
): Promise<Graph> {
  const known = new Map(
    (before?.nodes ?? []).flatMap((node) =>
      slotsOf(node).map(({ name, value }) => [`${node.id} ${name}`, value] as const),
    ),
  );
  const rows: (typeof journeySecrets.$inferInsert)[] = [];
  const stored = mapSecrets(graph, (node, { name, value }) => {
    if (value === maskedSecret || isSecretId(value)) return known.get(`${node.id} ${name}`) ?? "";
    const id = newId("jsc");
    rows.push({ id, journeyId, sealed: seal(tx.key, value) });
    return id;
  });
  if (rows.length > 0) await tx.db.insert(journeySecrets).values(rows);
  return stored;
}

/** The secrets behind these ids, in plain text; one that can't be read is left out. */
export async function openSecrets(ctx: Pick<Ctx, "db" | "key">, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: journeySecrets.id, sealed: journeySecrets.sealed })
    .from(journeySecrets)
    .where(inArray(journeySecrets.id, [...ids]));
  return new Map(
    rows.flatMap(({ id, sealed }): [string, string][] => {
      try {
        return [[id, unseal(ctx.key, sealed)]];
      } catch {
        return [];
      }
    }),
  );
}

/** The ids of all secrets that a stored graph names. */
export const secretIdsIn = (graph: Graph): string[] =>
  graph.nodes.flatMap((node) => slotsOf(node).map(({ value }) => value)).filter(isSecretId);
