import { expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import { deleteContact } from "../contacts/delete";
import { line, node } from "./testing/graphs";
import { relay, settle } from "./testing/settle";
import { always, journeyWorld } from "./testing/world";

const world = journeyWorld();

/** Everything that the tables of journeys and deliveries hold of a workspace, as one text. */
async function kept(): Promise<string> {
  const { sql, workspace } = world.ctx;
  const id = toUuid("wks", workspace.id);
  const rows = await Promise.all([
    sql`select * from journey_runs where workspace_id = ${id}`,
    sql`select s.* from journey_steps s join journey_runs r on r.id = s.run_id where r.workspace_id = ${id}`,
    sql`select * from deliveries where workspace_id = ${id}`,
    sql`select * from delivery_attempts where workspace_id = ${id}`,
  ]);
  return JSON.stringify(rows);
}
const erase = async (contactId: string) => {
  await deleteContact(world.ctx, { audienceId: world.audienceId, contactId: fromUuid("con", contactId) });
  await settle(world.ctx);
};
const address = () => `${world.receiver.url}/people/{{ contact.email }}`;

test("addresses that were made from a contact's data go with the contact, also those of requests", async () => {
  await world.live(line(always, world.call({ url: address() })));
  const ann = await world.subscribed("ann@example.com");
  await world.happens(ann, "signed_up");
  await settle(world.ctx);
  expect(world.receiver.requests[0]?.url).toBe("/people/ann%40example.com");
  expect(await kept()).toContain("ann%40example.com");
  await erase(ann);
  expect(await kept()).not.toContain("ann%40example.com");
  expect(await kept()).toContain(`${world.receiver.url}/`);
});

test("a request that is on its way when its contact is deleted arrives, and then its address goes", async () => {
  await world.live(line(always, world.call({ url: address() })));
  const ann = await world.subscribed("ann@example.com");
  await world.happens(ann, "signed_up");
  world.receiver.answer = (_, n) => (n === 1 ? 500 : 200);
  await settle(world.ctx);
  await erase(ann);
  world.later(600_000);
  await settle(world.ctx);
  expect(world.receiver.requests.map(({ url }) => url)).toEqual(Array(2).fill("/people/ann%40example.com"));
  expect(await kept()).not.toContain("ann%40example.com");
});

test("why a run ended may tell of its contact, and goes with it", async () => {
  await world.live(line(always, node("wait", "delay", { mode: "date", field: "plan" })));
  const ann = await world.subscribed("ann@example.com", { plan: "1990-05-17" });
  await world.happens(ann, "signed_up");
  await settle(world.ctx);
  expect(await kept()).toContain("1990-05-17");
  await erase(ann);
  expect(await kept()).not.toContain("1990-05-17");
});

test("who comes in when the contact is gone already leaves nothing behind", async () => {
  const journeyId = await world.live(line(always, world.call()));
  const ann = await world.subscribed("ann@example.com");
  await erase(ann);
  await world.happens(ann, "signed_up", { note: "late-note" });
  await relay(world.ctx);
  expect(await kept()).toContain("late-note");
  await settle(world.ctx);
  expect(await world.runs(journeyId)).toMatchObject([{ state: "stopped", reason: "The contact was deleted." }]);
  expect(await kept()).not.toContain("late-note");
});
