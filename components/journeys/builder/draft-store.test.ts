import { expect, test } from "vitest";
import { ApiError } from "@/lib/http/client";
import { changeBlock } from "@/lib/journeys/edit/blocks";
import { newNode } from "@/lib/journeys/edit/node";
import type { Graph } from "@/lib/journeys/graph/graph";
import { createDraftStore } from "./draft-store";

const graph: Graph = { nodes: [newNode("trigger", "start")], edges: [] };
const rename = (name: string) => changeBlock("start", { name });
const nameIn = ({ nodes }: Graph) => nodes[0]?.name;
const never = 1_000_000;

/** A server that keeps what it is sent, when its turn comes. */
function server({ pauseMs = never } = {}) {
  const sent: { graph: Graph; revision: number }[] = [];
  let answer: (() => void)[] = [];
  let refusal: Error | null = null;
  const store = createDraftStore(
    { graph, revision: 3, issues: [] },
    async (next, revision) => {
      sent.push({ graph: next, revision });
      await new Promise<void>((resolve) => answer.push(resolve));
      if (refusal) throw refusal;
      return { graph: structuredClone(next), revision: revision + 1, issues: [] };
    },
    pauseMs,
  );
  return {
    store,
    sent,
    names: () => sent.map((request) => nameIn(request.graph)),
    refuse: (error: Error | null) => {
      refusal = error;
    },
    /** Lets the waiting requests be answered. */
    answer: () => {
      const waiting = answer;
      answer = [];
      for (const resolve of waiting) resolve();
    },
  };
}

test("a change is saved by itself after a pause, with the revision that it was made from", async () => {
  const { store, sent, answer } = server({ pauseMs: 0 });
  store.change(rename("One"));
  expect(store.state().saving).toBe("unsaved");
  await expect
    .poll(() => {
      answer();
      return store.state().saving;
    })
    .toBe("saved");
  expect(sent).toMatchObject([{ revision: 3, graph: { nodes: [{ name: "One" }] } }]);
});

test("what is changed during a request is saved after it, on top of its revision", async () => {
  const { store, sent, names, answer } = server();
  store.change(rename("One"));
  const done = store.flush();
  store.change(rename("Two"));
  answer();
  await expect.poll(() => sent.length).toBe(2);
  answer();
  expect(await done).toBe("saved");
  expect(names()).toEqual(["One", "Two"]);
  expect(sent[1]?.revision).toBe(4);
});

test("what could not be saved stays, and is saved with the next try", async () => {
  const { store, names, answer, refuse } = server();
  refuse(new ApiError("unavailable", "The server could not be reached.", [], undefined));
  store.change(rename("One"));
  const failing = store.flush();
  answer();
  expect(await failing).toBe("failed");
  expect(store.state()).toMatchObject({ problem: "The server could not be reached." });
  refuse(null);
  const again = store.flush();
  answer();
  expect(await again).toBe("saved");
  expect(names()).toEqual(["One", "One"]);
});

test("after a conflict nothing is sent any more, and nothing is lost from the screen", async () => {
  const { store, sent, answer, refuse } = server();
  refuse(new ApiError("conflict", "Somebody else has changed this journey.", [], undefined));
  store.change(rename("One"));
  const refused = store.flush();
  answer();
  expect(await refused).toBe("conflict");
  store.change(rename("Two"));
  expect(await store.flush()).toBe("conflict");
  expect(sent).toHaveLength(1);
  expect(nameIn(store.state().history.present)).toBe("Two");
});

test("a newer draft of somebody else is taken over only while nothing here would be lost", () => {
  const { store } = server();
  const theirs = { graph: rename("Theirs")(graph), revision: 9, issues: [] };
  store.change(rename("Mine"));
  store.adopt(theirs);
  expect(nameIn(store.state().history.present)).toBe("Mine");
  const idle = server().store;
  idle.adopt(theirs);
  expect(nameIn(idle.state().history.present)).toBe("Theirs");
});

test("going back and forth saves what is on the screen then", async () => {
  const { store, names, answer } = server();
  store.change(rename("One"));
  store.undo();
  store.redo();
  const done = store.flush();
  answer();
  await done;
  expect(names()).toEqual(["One"]);
});
