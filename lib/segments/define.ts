import { eq, sql } from "drizzle-orm";
import { fromUuid, toUuid } from "@/db/ids";
import { segments } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { type Issue, invalid } from "../errors";
import { depthsOf, findCycle, type Node } from "./graph";
import { dependenciesOf, readRules } from "./read-rules";
import type { Rules } from "./rules";
import { conditionsOf } from "./rules";
import { loadRuleWorld } from "./world";

/**
 * Reads rules as somebody wrote them, and says what a segment of these rules is. Throws `invalid_input` with everything that is wrong
 * at its row; a segment that would read itself through others is refused with the names along the way.
 */
export async function defineRules(
  tx: WorkspaceCtx,
  audienceId: string,
  rules: Rules,
  self: { id: string; name: string } | null,
) {
  const world = await loadRuleWorld(tx, audienceId);
  const { tree, rules: stored, issues } = readRules(rules, world);
  if (issues.length > 0) throw refuse(issues);
  const dependencies = dependenciesOf(tree);
  const nodes = await loadNodes(tx, audienceId);
  if (self !== null) {
    const own = { ...self, reads: dependencies.readsSegments.map((uuid) => fromUuid("seg", uuid)) };
    const cycle = findCycle([...nodes.filter(({ id }) => id !== self.id), own], self.id);
    if (cycle !== null) throw refuse([cycleIssue(stored, own, nodes, cycle)]);
  }
  return { tree, definition: { rules: stored, ...dependencies } };
}

function refuse(issues: Issue[]) {
  const [first] = issues;
  const more =
    issues.length > 1 ? ` There ${issues.length === 2 ? "is 1 more" : `are ${issues.length - 1} more`}.` : "";
  return invalid(`${first?.message ?? "The rules are not valid."}${more}`, issues);
}

/** At the row that leads into the circle. */
function cycleIssue(rules: Rules, self: Node, nodes: readonly Node[], cycle: string[]): Issue {
  const into = cycle[1];
  const at = [...conditionsOf(rules)].find(({ condition: { field, value } }) => {
    const name = value === self.id ? self.name : nodes.find(({ id }) => id === value)?.name;
    return field === "segment" && name === into;
  });
  return {
    path: at === undefined ? "rules" : `rules.${at.path}.value`,
    message: `A segment can't depend on itself: ${cycle.join(" → ")}. Choose another segment.`,
  };
}

async function loadNodes(tx: WorkspaceCtx, audienceId: string): Promise<Node[]> {
  const rows = await tx.db
    .select({ id: segments.id, name: segments.name, reads: segments.readsSegments })
    .from(segments)
    .where(eq(segments.audienceId, audienceId));
  return rows.map((row) => ({ ...row, reads: row.reads.map((uuid) => fromUuid("seg", uuid)) }));
}

/** Sets every segment of the audience above those that it reads. */
export async function orderByDepth(tx: WorkspaceCtx, audienceId: string): Promise<void> {
  const depths = depthsOf(await loadNodes(tx, audienceId));
  for (const depth of new Set(depths.values())) {
    const ids = [...depths].filter(([, own]) => own === depth).map(([id]) => toUuid("seg", id));
    await tx.db.execute(
      sql`update segments set depth = ${depth} where id = any(${sql.param(ids)}::uuid[]) and depth <> ${depth}`,
    );
  }
}
