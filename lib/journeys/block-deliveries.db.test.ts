import { expect, test } from "vitest";
import { fromUuid } from "@/db/ids";
import { countDeliveries } from "../deliveries/count";
import { listDeliveries } from "../deliveries/list";
import { testWorkspace } from "../testing/context";
import { enterJourney } from "./enter";
import { publishJourney } from "./publish";
import { saveJourney } from "./save";
import { line } from "./testing/graphs";
import { settle } from "./testing/settle";
import { always, journeyWorld } from "./testing/world";

const world = journeyWorld();

test("the deliveries of a Webhook block are found in every version of its journey, and no other block's", async () => {
  const { ctx } = world;
  const graph = line(always, world.call({}, "crm"), world.call({}, "chat"));
  const journeyId = await world.live(graph);
  await world.live(graph);
  const contactId = fromUuid("con", await world.subscribed("ann@example.com"));
  const enter = async () => {
    await enterJourney(ctx, { journeyId, contactId });
    await settle(ctx);
  };
  await enter();
  await saveJourney(ctx, { journeyId, graph: line(always, world.call({ method: "PUT" }, "crm")) });
  await publishJourney(ctx, { journeyId, runs: "finish" });
  await enter();
  const found = async (filter: { journeyId?: string; nodeId?: string }, at = ctx) =>
    (await listDeliveries(at, { limit: 10, ...filter })).items.map(({ journey }) => journey?.nodeId);
  expect(await found({ journeyId, nodeId: "crm" })).toEqual(["crm", "crm"]);
  expect(await found({ journeyId, nodeId: "chat" })).toEqual(["chat"]);
  expect((await found({ journeyId })).sort()).toEqual(["chat", "crm", "crm"]);
  expect(await countDeliveries(ctx, { journeyId, nodeId: "crm" })).toMatchObject({ succeeded: 2, failed: 0 });
  const [first, second] = await Promise.all(
    [undefined, "succeeded" as const].map((state) =>
      listDeliveries(ctx, { limit: 1, journeyId, nodeId: "crm", state }),
    ),
  );
  expect(first?.nextCursor).toBe(second?.nextCursor);
  expect(await found({ journeyId, nodeId: "crm" }, await testWorkspace(ctx))).toEqual([]);
});
