import { describe, expect, test } from "vitest";
import { registry } from "../blocks/registry";
import { line, node, trigger } from "../testing/graphs";
import { checkGraph, type Known } from "./check";
import type { Graph } from "./graph";

const known: Known = {
  segment: new Set(),
  field: new Set(["plan", "first_name", "birthday"]),
  group: new Set(),
  inbound: new Set(),
};
const issuesIn = (graph: Graph) => checkGraph(graph, registry, known);
const startsBy = (event: string) => line(node("start", "trigger", { on: "event", event }));
const waitsFor = (event: string) => line(trigger, node("wait", "wait_for_event", { event }));
const calls = (config: Record<string, unknown>) =>
  line(trigger, node("call", "webhook", { url: "https://crm.example.com/x", ...config }));
const mails = (html: string) =>
  line(trigger, node("mail", "send_email", { subject: "Hi", fromEmail: "shop@example.com", html }));
const maps = (source: string, value: string) => calls({ customPayload: { mappings: [{ field: "a", source, value }] } });
const asks = (path: string) => line(trigger, node("if", "condition", { conditions: [{ path, op: "exists" }] }));
const keeps = (to: string, key: string) => calls({ waitForResponse: true, save: [{ path: "$.id", to, key }] });
const basic = { type: "basic", username: "u", password: "jsc_01h455vb4pex5vsknk084sn02s" };

describe("publishing is refused, with the block named, where", () => {
  test.each<[string, Graph, string, string]>([
    ["the trigger is the contact's end", startsBy("contact.deleted"), "start", "leaves no contact"],
    ["the trigger is about nobody", startsBy("campaign.sent"), "start", "leaves no contact"],
    ["the trigger is an event that drives our own work", startsBy("contact.received"), "start", "no event"],
    ["the trigger is no event", startsBy("contact.married"), "start", "There is no event contact.married"],
    ["the trigger is not chosen", startsBy(""), "start", "Choose an event."],
    ["a segment is not chosen", line(node("start", "trigger", { on: "segment" })), "start", "Choose a segment."],
    ["a wait is for the contact's end", waitsFor("contact.deleted"), "wait", "leaves no contact"],
    [
      "a mapping reads a data field that was deleted",
      maps("mapping", "contact.fields.gone"),
      "call",
      "no data field gone",
    ],
    ["a template of a payload reads one", maps("template", "{{ contact.fields.gone }}"), "call", "no data field gone"],
    ["a URL reads one", calls({ url: "https://crm.example.com/{{ contact.gone }}" }), "call", "no data field gone"],
    ["a mail reads one", mails("<p>{{ contact.gone }}</p>"), "mail", "no data field gone"],
    ["a condition reads one", asks("contact.fields.gone"), "if", "no data field gone"],
    [
      "a contact's new value reads one",
      line(trigger, node("set", "update_contact", { fields: [{ key: "plan", value: "{{ contact.gone }}" }] })),
      "set",
      "no data field gone",
    ],
    ["a URL has no host", calls({ url: "/leads" }), "call", "Enter a whole URL"],
    [
      "a header is there twice",
      calls({
        headers: [
          { name: "X-A", value: "1" },
          { name: "x-a", value: "2" },
        ],
      }),
      "call",
      "twice",
    ],
    ["a header is ours", calls({ headers: [{ name: "Webhook-Id", value: "1" }] }), "call", "ours to set"],
    [
      "a header is the authentication's",
      calls({ auth: basic, headers: [{ name: "authorization", value: "x" }] }),
      "call",
      "sends Authorization already",
    ],
    ["a response is kept in no data field", keeps("field", "gone"), "call", "no data field gone"],
    [
      "a response is kept under a name that no template can say",
      keeps("variable", "crm-id"),
      "call",
      "letters, digits",
    ],
    ["a response is kept as two tags", keeps("tag", "a,b"), "call", "comma"],
  ])("%s", (_, graph, nodeId, words) => {
    expect(issuesIn(graph)).toEqual([{ nodeId, message: expect.stringContaining(words) }]);
  });
});

test.each<[string, Graph]>([
  ["a field that is there", mails("<p>{{ contact.first_name }} {{ contact.fields.plan }}</p>")],
  ["a field that the template can do without", mails("<p>{{ contact.gone | default: 'you' }}</p>")],
  ["a field that the template asks for", mails("{% if contact.gone %}<p>{{ contact.gone }}</p>{% endif %}")],
  ["what every contact has", mails("{{ contact.fullName }} {{ contact.unsubscribe_url }} {{ contact.groups }}")],
  ["what came with the event, and what was kept", maps("template", "{{ event.data.total }} {{ vars.crm_id }}")],
  ["a sender's own event", waitsFor("order.placed")],
  ["authentication and a header of another name", calls({ auth: basic, headers: [{ name: "X-A", value: "1" }] })],
])("%s is no reason to refuse", (_, graph) => {
  expect(issuesIn(graph)).toEqual([]);
});

describe("a graph is refused that has", () => {
  const call = node("call", "webhook", { url: "https://example.com/x" });
  test.each<[string, Graph, string | null, string]>([
    ["an unknown block", line(trigger, node("odd", "teleport")), "odd", "teleport"],
    ["no trigger", line(call), null, "trigger"],
    ["a second trigger", { nodes: [trigger, { ...trigger, id: "two" }], edges: [] }, "two", "one trigger"],
    ["an unreachable block", { nodes: [trigger, call], edges: [] }, "call", "Nobody can get here"],
    [
      "a port that the block lacks",
      { nodes: [trigger, call], edges: [{ from: "start", port: "yes", to: "call" }] },
      "start",
      "no output yes",
    ],
    [
      "an output twice",
      {
        nodes: [trigger, call, node("e", "exit")],
        edges: [
          { from: "start", port: "next", to: "call" },
          { from: "start", port: "next", to: "e" },
        ],
      },
      "start",
      "two blocks",
    ],
    [
      "an edge into nowhere",
      { nodes: [trigger], edges: [{ from: "start", port: "next", to: "gone" }] },
      "start",
      "gone",
    ],
    [
      "an edge into the trigger",
      {
        nodes: [trigger, call],
        edges: [
          { from: "start", port: "next", to: "call" },
          { from: "call", port: "next", to: "start" },
        ],
      },
      "start",
      "trigger",
    ],
    ["settings that are missing", line(trigger, node("wait", "delay", {})), "wait", ""],
    [
      "a field that was deleted",
      line(trigger, node("set", "update_contact", { fields: [{ key: "gone", value: "1" }] })),
      "set",
      "gone",
    ],
    [
      "a segment that was deleted",
      { nodes: [node("start", "trigger", { on: "segment", segmentId: "seg_01h455vb4pex5vsknk084sn02q" })], edges: [] },
      "start",
      "segment",
    ],
    [
      "a templated host",
      line(trigger, node("call", "webhook", { url: "https://{{ contact.email }}/x" })),
      "call",
      "host",
    ],
    [
      "a reserved header",
      line(trigger, node("call", "webhook", { url: "https://example.com/", headers: [{ name: "Host", value: "x" }] })),
      "call",
      "header",
    ],
    [
      "an event that does not exist",
      line(node("start", "trigger", { on: "event", event: "email.invented" })),
      "start",
      "event",
    ],
    [
      "a loop without a delay",
      {
        nodes: [trigger, node("a", "update_contact", { addTags: ["x"] }), node("j", "jump")],
        edges: [
          { from: "start", port: "next", to: "a" },
          { from: "a", port: "next", to: "j" },
          { from: "j", port: "next", to: "a" },
        ],
      },
      "a",
      "delay",
    ],
  ])("%s", (_, graph, nodeId, words) => {
    expect(issuesIn(graph)).toContainEqual({ nodeId, message: expect.stringContaining(words) });
  });

  test("a loop with a delay is none of it", () => {
    const wait = node("wait", "delay", { mode: "duration", amount: 1, unit: "days" });
    const graph = {
      nodes: [trigger, wait, node("j", "jump")],
      edges: [
        { from: "start", port: "next", to: "wait" },
        { from: "wait", port: "next", to: "j" },
        { from: "j", port: "next", to: "wait" },
      ],
    };
    expect(issuesIn(graph)).toEqual([]);
  });

  test.each([false, true])("a date that may be missing or over is no delay (each year: %s)", (yearly) => {
    const graph = {
      nodes: [trigger, node("wait", "delay", { mode: "date", field: "birthday", yearly }), node("j", "jump")],
      edges: [
        { from: "start", port: "next", to: "wait" },
        { from: "wait", port: "next", to: "j" },
        { from: "j", port: "next", to: "wait" },
      ],
    };
    expect(issuesIn(graph)).toMatchObject([{ message: expect.stringContaining("loop") }]);
  });
});
