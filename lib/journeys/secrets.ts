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
 * What is stored in the places of a graph, to be asked by block and place; an empty text where nothing is. A header that has changed its
 * name keeps its secret, as long as it is the only one that did.
 * @param before the graph as it is stored, null for none
 */
export function storedSecrets(before: Graph | null, graph: Graph): (nodeId: string, name: string) => string {
  const namesIn = (nodeId: string) =>
    graph.nodes.flatMap((node) => (node.id === nodeId ? slotsOf(node).map(({ name }) => name) : []));
  const stored = new Map(
    (before?.nodes ?? []).map((node) => [node.id, new Map(slotsOf(node).map(({ name, value }) => [name, value]))]),
  );
  return (nodeId, name) => {
    const own = stored.get(nodeId) ?? new Map<string, string>();
    const names = namesIn(nodeId);
    const renamed = names.filter((other) => isHeader(other) && !own.has(other));
    const [left = "", ...others] = [...own.keys()].filter((other) => isHeader(other) && !names.includes(other));
    const isOnlyOne = others.length === 0 && renamed.length === 1 && renamed[0] === name;
    return own.get(name) ?? (isOnlyOne ? own.get(left) : undefined) ?? "";
  };
}

const isHeader = (name: string): boolean => name.startsWith("header.");

/** Whether a place says that its secret stays. An id that came from outside may be anybody's: only what is stored there counts. */
export const isKept = (value: string): boolean => value === maskedSecret || isSecretId(value);

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
  const storedAt = storedSecrets(before, graph);
  const rows: (typeof journeySecrets.$inferInsert)[] = [];
  const stored = mapSecrets(graph, (node, { name, value }) => {
    if (isKept(value)) return storedAt(node.id, name);
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
