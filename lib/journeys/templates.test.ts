import { expect, test } from "vitest";
import { registry } from "./blocks/registry";
import { checkGraph, type Known } from "./graph/check";
import { graphSchema } from "./graph/graph";
import { journeyTemplates } from "./templates";

const nothing: Known = { segment: new Set(), field: new Set(), group: new Set(), inbound: new Set() };
/** What its author has to fill in, by block. */
const open: Record<string, string[]> = {
  welcome: ["hello", "begin", "ask"],
  crm: ["upsert"],
  "win-back": ["start", "miss", "last"],
  birthday: ["known", "wait", "greet"],
};

test.each(journeyTemplates.map((template) => [template.id, template] as const))(
  "%s is whole but for what its author has to fill in",
  (id, { graph }) => {
    expect(graphSchema.parse(graph)).toEqual(graph);
    const issues = checkGraph(graph, registry, nothing);
    expect([...new Set(issues.map(({ nodeId }) => nodeId))].sort()).toEqual([...(open[id] ?? [])].sort());
  },
);

test("each can be told by its id", () => {
  expect(new Set(journeyTemplates.map(({ id }) => id)).size).toBe(journeyTemplates.length);
  expect(Object.keys(open)).toEqual(journeyTemplates.map(({ id }) => id));
});

test("filled in, each can be published", () => {
  const known: Known = {
    ...nothing,
    segment: new Set(["seg_01h455vb4pex5vsknk084sn02q"]),
    field: new Set(["birthday"]),
  };
  const given: Record<string, Record<string, unknown>> = {
    send_email: { fromEmail: "shop@example.com" },
    webhook: { url: "https://crm.example.com/contacts" },
    trigger: { segmentId: "seg_01h455vb4pex5vsknk084sn02q" },
  };
  for (const { graph } of journeyTemplates) {
    const nodes = graph.nodes.map(({ config, ...node }) => {
      const filled = Object.entries(given[node.type] ?? {}).filter(([key]) => key in config);
      return { ...node, config: { ...config, ...Object.fromEntries(filled) } };
    });
    expect(checkGraph({ ...graph, nodes }, registry, known)).toEqual([]);
  }
});
