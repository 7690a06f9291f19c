import type { WorkspaceCtx } from "../../context";
import { invalid } from "../../errors";
import type { Answer, Input } from "../../http/contract";
import { eventTypesOf, type RuleWorld, readRules } from "../../segments/read-rules";
import { loadRuleWorld } from "../../segments/world";
import { viewOf } from "../../webhooks/make-request";
import { authorize } from "../../workspaces/permissions";
import { holdAll } from "../blocks/conditions";
import { registry } from "../blocks/registry";
import { triggerConfig } from "../blocks/trigger";
import { webhookConfig } from "../blocks/webhook";
import type { simulateContract } from "../contract";
import { readDraft } from "../draft-secrets";
import { createBudget } from "../engine/budget";
import { chanceOf } from "../engine/chance";
import { compileGraph } from "../graph/compile";
import type { Graph, GraphNode } from "../graph/graph";
import { loadJourney } from "../load";
import { readGraph } from "../select";
import { maskedHeaders } from "../webhook-request";
import { firstAttempt } from "./request";
import { loadSubject } from "./subject";
import { simulateWalk } from "./walk";

/**
 * Walks a contact through the draft, or the graph that is given, as it is now: nothing is sent, changed or kept. Throws `not_found` for the
 * journey, the contact or the event, `invalid_input` for a choice that its block does not offer.
 */
export async function simulateJourney(
  ctx: WorkspaceCtx,
  input: Input<typeof simulateContract>,
): Promise<Answer<typeof simulateContract>> {
  authorize(ctx, "read");
  const journey = await loadJourney(ctx, input.journeyId);
  const { graph } = await readDraft(ctx, readGraph(journey.draft), input.graph);
  refuseChoices(graph, input.choices);
  const rules = await loadRuleWorld(ctx, journey.audienceId);
  const eventTypes = countedEvents(graph, rules);
  const { contactId, eventId } = input;
  const subject = await loadSubject(ctx, journey, graph, { contactId, eventId, eventTypes });
  const start = graph.nodes.find(({ type }) => registry.get(type)?.starts === true);
  if (start === undefined) return { steps: [], end: "Nobody can come in: the journey has no trigger." };
  const now = ctx.now();
  if (!comesIn(start, subject.scopeOf(subject.contact, now)))
    return { steps: [], end: "The contact would not come in: what happened does not fit the trigger's conditions." };
  const world = {
    ...subject,
    graph: compileGraph(graph),
    rules,
    choices: new Map(Object.entries(input.choices)),
    chanceOf: chanceOf(contactId),
    issueOf: issuesIn(graph),
    requestOf,
    budget: createBudget(),
  };
  return simulateWalk(world, start.id, subject.contact, now);

  function requestOf({ config: settings }: GraphNode, scope: Parameters<typeof firstAttempt>[2]) {
    const config = webhookConfig.parse(settings);
    // Nothing is sent, so nothing is opened: words stand for what nobody may read.
    const made = firstAttempt(config, () => "secret", scope, now);
    if ("problem" in made) return made;
    const atSending = "made when it is sent";
    const masked = { ...maskedHeaders(config), "webhook-id": atSending, "webhook-timestamp": atSending };
    return viewOf(made.request, masked);
  }
}

function refuseChoices({ nodes }: Graph, choices: Readonly<Record<string, string>>): void {
  for (const [nodeId, port] of Object.entries(choices)) {
    const node = nodes.find(({ id }) => id === nodeId);
    const ports = node === undefined ? [] : (registry.get(node.type)?.ports(node.config) ?? []);
    if (ports.some(({ name }) => name === port)) continue;
    const message = node === undefined ? `There is no block ${nodeId}.` : `This block has no output ${port}.`;
    throw invalid(message, [{ path: `choices.${nodeId}`, nodeId, message }]);
  }
}

/** Events that conditions count, of which the contact's numbers have to be loaded. */
function countedEvents({ nodes }: Graph, world: RuleWorld): string[] {
  const types = nodes.flatMap(({ type, config }) => {
    const block = registry.get(type);
    const question = block?.config.safeParse(config).success === true ? block.question?.(config) : null;
    return question == null ? [] : eventTypesOf(readRules(question.rules, world).tree);
  });
  return [...new Set(types)];
}

/** A trigger that can't be read lets the walk begin: its first step says what is wrong. */
function comesIn({ config }: GraphNode, scope: Parameters<typeof holdAll>[1]): boolean {
  const trigger = triggerConfig.safeParse(config);
  return !trigger.success || !("conditions" in trigger.data) || holdAll(trigger.data.conditions, scope);
}

const issuesIn = ({ nodes }: Graph) => {
  const issues = new Map(
    nodes.map(({ id, type, config }): [string, string | null] => {
      const block = registry.get(type);
      if (block === undefined) return [id, `There is no block of the type ${type}.`];
      return [id, block.config.safeParse(config).error?.issues[0]?.message ?? null];
    }),
  );
  return (nodeId: string) => issues.get(nodeId) ?? null;
};
