import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registry } from "../blocks/registry";
import { checkGraph } from "../graph/check";
import type { Graph } from "../graph/graph";
import { maskedSecret } from "../masked-secret";
import {
  addBlock,
  changeBlock,
  type Edit,
  insertAt,
  moveDown,
  moveUp,
  placeBlock,
  removeBlocks,
  tidyUp,
} from "./blocks";
import { copyBlocks, pasteClip, readClip, renewClip } from "./clipboard";
import { connect, connectRefusal, disconnect } from "./connect";
import { endStep, record, redo, startHistory, throughout, undo } from "./history";
import { edgesOutOf, findNode, newNode, nodeSummary, portsOf } from "./node";
import { adoptSecrets } from "./secrets";
import { settingsProblems } from "./settings-problems";

const start = newNode("trigger", "start");
const empty: Graph = { nodes: [start], edges: [] };
const apply = (graph: Graph, ...edits: Edit[]): Graph => edits.reduce((changed, edit) => edit(changed), graph);
const out = (from: string, port = "next") => ({ from, port });
const delay = (id: string) => newNode("delay", id);
const ways = ({ edges }: Graph) => edges.map(({ from, port, to }) => `${from}.${port}>${to}`).sort();
/** start → a → b → c */
const line = apply(
  empty,
  insertAt(out("start"), delay("a")),
  insertAt(out("a"), delay("b")),
  insertAt(out("b"), delay("c")),
);
/** start → if, whose yes leads to a and whose no to b */
const fork = apply(
  empty,
  insertAt(out("start"), newNode("condition", "if")),
  insertAt(out("if", "yes"), delay("a")),
  insertAt(out("if", "no"), delay("b")),
);

describe("inserting", () => {
  test("a block on a way goes between the two", () => {
    expect(ways(insertAt(out("a"), delay("x"))(line))).toEqual(["a.next>x", "b.next>c", "start.next>a", "x.next>b"]);
  });
  test("what came before follows the first output of a block with several", () => {
    expect(ways(insertAt(out("b"), newNode("condition", "x"))(line))).toContain("x.yes>c");
  });
  test("behind an exit nothing follows", () => {
    expect(ways(insertAt(out("a"), newNode("exit", "x"))(line))).toEqual(["a.next>x", "b.next>c", "start.next>a"]);
  });
  test("a journey has one trigger, and nothing leads to it", () => {
    expect(addBlock(newNode("trigger", "second"))(line)).toBe(line);
    expect(insertAt(out("c"), newNode("trigger", "second"))(line)).toBe(line);
  });
});

describe("removing", () => {
  test("where there is one way through, those before go on with the one behind", () => {
    expect(ways(removeBlocks(["b"])(line))).toEqual(["a.next>c", "start.next>a"]);
    expect(ways(removeBlocks(["a", "b"])(line))).toEqual(["start.next>c"]);
  });
  test("where there are several, none of them is guessed", () => {
    expect(ways(removeBlocks(["if"])(fork))).toEqual([]);
  });
  test("a loop of two does not become a block that leads to itself", () => {
    expect(ways(removeBlocks(["c"])(connect(out("c"), "b")(line)))).toEqual(["a.next>b", "start.next>a"]);
  });
});

describe("connecting", () => {
  test("an output leads to one block: the new way takes the place of the old", () => {
    expect(ways(connect(out("a"), "c")(line))).toEqual(["a.next>c", "b.next>c", "start.next>a"]);
  });
  test.each([
    [out("a"), "start", "Nothing can lead back into a trigger."],
    [out("a"), "a", "A block can't lead to itself."],
    [out("a", "yes"), "b", "Delay has no such output."],
    [out("gone"), "b", "One of the two blocks is not there any more."],
  ])("%o to %s is refused: %s", (output, to, message) => {
    expect(connectRefusal(line, output, to)).toBe(message);
    expect(connect(output, to)(line)).toBe(line);
  });
  test("disconnecting leaves the other outputs alone", () => {
    expect(ways(disconnect(out("if", "yes"))(fork))).toEqual(["if.no>b", "start.next>if"]);
  });
});

describe("changing settings", () => {
  const webhook = { ...newNode("webhook", "call"), config: { method: "POST", url: "https://example.com" } };
  const withCall = insertAt(out("b"), webhook)(line);

  test("a way whose output is gone takes the first one, and back", () => {
    const waits = changeBlock("call", { config: { ...webhook.config, waitForResponse: true } })(withCall);
    expect(ways(waits)).toContain("call.success>c");
    expect(ways(changeBlock("call", { config: webhook.config })(waits))).toEqual(ways(withCall));
  });
  test("what has no output left ends", () => {
    const waits = changeBlock("call", { config: { ...webhook.config, waitForResponse: true } })(withCall);
    const both = connect(out("call", "failure"), "a")(waits);
    expect(ways(changeBlock("call", { config: webhook.config })(both))).toEqual(ways(withCall));
  });
  test("an empty name is no name", () => {
    const named = changeBlock("a", { name: "Breathe" })(line);
    expect(findNode(named, "a")).toMatchObject({ name: "Breathe" });
    expect(changeBlock("a", { name: "" })(named)).toEqual(line);
  });
  test("outputs are told while the settings are unfinished", () => {
    expect(portsOf({ ...webhook, config: { url: "", waitForResponse: true } }).map(({ name }) => name)).toEqual([
      "success",
      "failure",
    ]);
    const branches = [{ name: "a", label: "A", percent: 90 }];
    expect(portsOf({ ...newNode("split", "s"), config: { branches } }).map(({ label }) => label)).toEqual(["A (90 %)"]);
  });
});

describe("moving", () => {
  test("up swaps a block with the one before it, down with the one behind", () => {
    const swapped = ["a.next>c", "c.next>b", "start.next>a"];
    expect(ways(moveUp(line, "c") ?? empty)).toEqual(swapped);
    expect(ways(moveDown(line, "b") ?? empty)).toEqual(swapped);
  });
  test("a block moves before a fork, with both branches behind it", () => {
    expect(ways(moveUp(fork, "b") ?? empty)).toEqual(["b.next>if", "if.yes>a", "start.next>b"]);
  });
  test("nothing moves above the trigger, the last one not down, the trigger never", () => {
    expect(moveUp(line, "a")).toBeNull();
    expect(moveDown(line, "c")).toBeNull();
    expect(moveDown(line, "start")).toBeNull();
  });
  test("where it was dragged to is kept until it is tidied up", () => {
    const dragged = placeBlock("a", { x: 10.4, y: 20.6 })(line);
    expect(findNode(dragged, "a")?.position).toEqual({ x: 10, y: 21 });
    expect(tidyUp(dragged)).toEqual(line);
  });
});

describe("copying", () => {
  let made = 0;
  const newId = (type: string) => `${type}_${++made}`;
  const paste = (graph: Graph, text: string | null): Graph => {
    const clip = readClip(text ?? "");
    return clip === null ? graph : pasteClip(renewClip(clip, newId))(graph);
  };

  test("ways between the copied blocks are kept, under new ids, and nothing else changes", () => {
    const pasted = paste(fork, copyBlocks(fork, ["start", "if", "b"]));
    expect(pasted.nodes).toHaveLength(fork.nodes.length + 2);
    expect(ways(pasted).slice(0, 1)).toEqual([expect.stringMatching(/^condition_\d+\.no>delay_\d+$/)]);
    expect(pasted.edges.slice(0, fork.edges.length)).toEqual(fork.edges);
  });
  test("secrets stay behind, masked or not", () => {
    const auth = { type: "token", token: maskedSecret };
    const headers = [{ name: "X-Key", value: "typed", secret: true }];
    const call = { ...newNode("webhook", "call"), config: { url: "https://example.com", auth, headers } };
    const clip = readClip(copyBlocks({ nodes: [call], edges: [] }, ["call"]) ?? "");
    expect(clip?.nodes[0]?.config).toMatchObject({ auth: { token: "" }, headers: [{ value: "" }] });
  });
  test("a trigger is not copied, and other texts are no blocks", () => {
    expect(copyBlocks(line, ["start"])).toBeNull();
    expect(readClip("hello")).toBeNull();
    expect(readClip('{"tidegate":"journey-blocks","graph":{"nodes":[{"id":"a b"}]}}')).toBeNull();
  });
});

describe("the history", () => {
  test("undo and redo go through every change", () => {
    let history = startHistory(empty);
    for (const edit of [insertAt(out("start"), delay("a")), insertAt(out("a"), delay("b"))])
      history = record(history, edit);
    const last = history.present;
    history = undo(undo(history));
    expect(history.present).toBe(empty);
    expect(undo(history).present).toBe(empty);
    expect(redo(redo(history)).present).toBe(last);
  });
  test("typing into one field is one step, the next field another", () => {
    const type = (name: string): Edit => changeBlock("a", { name });
    let history = startHistory(line);
    for (const text of ["H", "He", "Hey"]) history = record(history, type(text), "name a");
    history = record(endStep(history), type("Hey you"), "name a");
    expect(findNode(undo(history).present, "a")?.name).toBe("Hey");
    expect(undo(undo(history)).present).toBe(line);
  });
  test("a change after undoing forgets what was undone", () => {
    const history = record(undo(record(startHistory(line), removeBlocks(["c"]))), removeBlocks(["b"]));
    expect(redo(history)).toEqual({ ...history, about: null });
  });
  test("an edit that changes nothing is no step", () => {
    const history = startHistory(line);
    expect(record(history, connect(out("a"), "start"))).toBe(history);
  });
});

describe("what a block says of itself", () => {
  const auth = { type: "token", token: maskedSecret };
  const call = { ...newNode("webhook", "call"), config: { method: "PUT", url: "https://example.com", auth } };

  test("a stored secret is as good as a readable one", () => {
    expect(nodeSummary(call)).toBe("PUT https://example.com");
    expect([...settingsProblems(call)]).toEqual([]);
  });
  test("what is wrong is told by its setting", () => {
    const headers = [{ name: "Host", value: "x" }];
    const wrong = { ...call, config: { url: "", auth: { type: "token", token: "" }, headers } };
    expect(nodeSummary(wrong)).toBe("");
    expect([...settingsProblems(wrong)]).toEqual([
      ["url", "Enter a URL."],
      ["auth.token", "Enter the token."],
      ["headers.0.name", "This header is ours to set."],
    ]);
  });
});

describe("secrets", () => {
  const call = (token: string): Graph => ({
    nodes: [{ ...newNode("webhook", "call"), config: { url: "", auth: { type: "token", token } } }],
    edges: [],
  });
  const tokenIn = ({ nodes }: Graph) => nodes[0]?.config.auth;

  test("after a save what was typed is masked, now and in what can be undone", () => {
    const history = record(startHistory(call("")), () => call("typed"));
    const saved = throughout(history, (graph) => adoptSecrets(graph, call("typed"), call(maskedSecret)));
    expect(tokenIn(saved.present)).toEqual({ type: "token", token: maskedSecret });
    expect(JSON.stringify(saved)).not.toContain("typed");
  });
  test("what was typed meanwhile stays; what the server does not have any more is empty", () => {
    expect(tokenIn(adoptSecrets(call("newer"), call("older"), call(maskedSecret)))).toMatchObject({ token: "newer" });
    expect(tokenIn(adoptSecrets(call(maskedSecret), call(maskedSecret), call("")))).toMatchObject({ token: "" });
  });
});

test("whatever is done in whatever order, every way leads from an output that is there to a block that is there", () => {
  const types = [...registry.keys()];
  const command = fc.tuple(fc.nat(6), fc.nat(20), fc.nat(20), fc.constantFrom(...types));
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
      let graph = empty;
      for (const [index, [what, a, b, type]] of commands.entries()) {
        const one = graph.nodes[a % graph.nodes.length] ?? start;
        const two = graph.nodes[b % graph.nodes.length] ?? start;
        const port = portsOf(one)[b % Math.max(1, portsOf(one).length)]?.name ?? "next";
        const edits: Edit[] = [
          insertAt(out(one.id, port), newNode(type, `n${index}`)),
          addBlock(newNode(type, `n${index}`)),
          connect(out(one.id, port), two.id),
          disconnect(out(one.id, port)),
          one === start ? (same) => same : removeBlocks([one.id]),
          (same) => moveUp(same, one.id) ?? same,
          (same) => moveDown(same, one.id) ?? same,
        ];
        // An output that is not there is no place to insert at: the screens offer none.
        if (what === 0 && portsOf(one).length === 0) continue;
        graph = edits[what]?.(graph) ?? graph;
      }
      const known = { segment: new Set(""), field: new Set(""), group: new Set(""), inbound: new Set("") };
      const wrong = checkGraph(graph, registry, known).filter(({ message }) =>
        /connection|output|leads to two|one trigger|back into|this id/.test(message),
      );
      expect(wrong).toEqual([]);
      expect(graph.edges).toHaveLength(graph.nodes.flatMap((node) => edgesOutOf(graph, node)).length);
    }),
  );
});
