import { expect, test } from "vitest";
import { listPaths } from "@/lib/mapping/json-path";
import { type PathNode, pathTree } from "./path-tree";

/** A tree back in the shape of JSON, lists as objects. */
const shape = (nodes: PathNode<{ value: string }>[]): object =>
  Object.fromEntries(nodes.map((node) => [node.key, node.leaf ? node.leaf.value : shape(node.children)]));

test("values by their paths become the body's own shape again", () => {
  const body = { id: 7, customer: { email: "a@b.example", address: { city: "Bern" } }, items: [{ sku: "x" }, "y"] };
  expect(shape(pathTree(listPaths(body, 100)))).toEqual({
    id: "7",
    customer: { email: "a@b.example", address: { city: "Bern" } },
    items: { "[0]": { sku: "x" }, "[1]": "y" },
  });
});

test("a key with dots stays one key, and ids tell equal keys apart", () => {
  const [first, second] = pathTree(listPaths({ "a.b": 1, c: { "a.b": 2 } }, 100));
  expect(first).toMatchObject({ key: "a.b", leaf: { path: '["a.b"]' } });
  expect(second?.children[0]).toMatchObject({ key: "a.b", leaf: { path: 'c["a.b"]' } });
  expect(second?.children[0]?.id).not.toBe(first?.id);
});
