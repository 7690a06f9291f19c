import { expect, test } from "vitest";
import { line, node, trigger } from "../testing/graphs";
import { settle } from "../testing/settle";
import { journeyWorld } from "../testing/world";

const world = journeyWorld();

const nested = (levels: number) => `{"id":${"[".repeat(levels)}${"]".repeat(levels)}}`;

test.each([
  ["variable", "found"],
  ["field", "plan"],
])("an answer that is nested thousands deep fails the run that keeps it as a %s, and no other", async (to, key) => {
  const save = [{ path: "$.id", to, key }];
  const journeyId = await world.live(
    line(trigger, world.call({ url: `${world.receiver.url}/{{ contact.fields.plan }}`, waitForResponse: true, save })),
  );
  world.receiver.answer = ({ url }) => ({ body: url === "/deep" ? nested(30_000) : '{"id":"x"}' });
  await world.subscribed("ann@example.com", { plan: "deep" });
  await world.subscribed("bob@example.com", { plan: "flat" });
  await settle(world.ctx);
  expect((await world.runs(journeyId)).map(({ state, nodeId }) => [state, nodeId])).toEqual([
    ["failed", "call"],
    ["completed", "call"],
  ]);
});

test("a block whose templates do too much together fails where they are filled in, and no other run", async () => {
  const value = "{% for i in (1..contact.fields.score) %}x{% endfor %}";
  const fields = Array.from({ length: 50 }, () => ({ key: "plan", value }));
  const journeyId = await world.live(line(trigger, node("set", "update_contact", { fields })));
  await world.subscribed("ann@example.com", { score: 30_000 });
  await world.subscribed("bob@example.com", { score: 3 });
  await settle(world.ctx);
  expect((await world.runs(journeyId)).map(({ state }) => state)).toEqual(["failed", "completed"]);
});

test("more than a run can keep fails it where it was to be kept, and is not kept", async () => {
  const save = Array.from({ length: 30 }, (_, n) => ({ path: "$.id", to: "variable", key: `v${n}` }));
  const journeyId = await world.live(line(trigger, world.call({ waitForResponse: true, save })));
  world.receiver.answer = () => ({ body: JSON.stringify({ id: `\u0000${"x".repeat(30_000)}` }) });
  await world.subscribed("ann@example.com");
  await settle(world.ctx);
  expect(await world.runs(journeyId)).toMatchObject([
    { state: "failed", variables: {}, reason: expect.stringContaining("Save fewer values") },
  ]);
});
