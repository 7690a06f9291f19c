import { idPrefixes, parseId } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { type RuleWorld, readRules } from "../segments/read-rules";
import { conditionsOf, type Rules } from "../segments/rules";
import { loadRuleWorld } from "../segments/world";
import { registry } from "./blocks/registry";
import { checkGraph } from "./graph/check";
import type { Graph, GraphIssue } from "./graph/graph";
import { loadKnown } from "./known";

/** Everything that keeps a graph of an audience from being published, each thing at its block. */
export async function issuesOf(ctx: WorkspaceCtx, audienceId: string, graph: Graph): Promise<GraphIssue[]> {
  const [known, world] = await Promise.all([loadKnown(ctx, audienceId), loadRuleWorld(ctx, audienceId)]);
  return [...checkGraph(graph, registry, known), ...ruleIssues(graph, world)];
}

/** Rules that name what is not there, or compare it with what it can't be: such a condition would hold for nobody. */
const ruleIssues = ({ nodes }: Graph, world: RuleWorld): GraphIssue[] =>
  nodes.flatMap(({ id, type, config }) => {
    const block = registry.get(type);
    const question = block?.config.safeParse(config).success === true ? block.question?.(config) : null;
    if (question == null) return [];
    const { issues } = readRules(question.rules, world);
    const messages = issues.map(({ message }) => message);
    if (namesGoneTag(question.rules, world)) messages.push("A tag that it asks for was deleted. Choose another one.");
    return messages.map((message) => ({ nodeId: id, message }));
  });

/** A name may be that of a tag to come; an id can't be. */
const namesGoneTag = (rules: Rules, { tags }: RuleWorld): boolean =>
  [...conditionsOf(rules)].some(({ condition: { field, value } }) => {
    if (field !== "contact.tags") return false;
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.some(
      (one) =>
        typeof one === "string" && parseId(idPrefixes.tag, one) !== null && !tags.some((known) => known.id === one),
    );
  });
