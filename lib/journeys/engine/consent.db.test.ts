import { expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { put } from "../../segments/testing/settle";
import { line, node } from "../testing/graphs";
import { relay, settle } from "../testing/settle";
import { always, journeyWorld } from "../testing/world";

const world = journeyWorld();

const hello = node("mail", "send_email", {
  subject: "Hello",
  fromName: "Shop",
  fromEmail: "shop@example.com",
  html: "<p>Hello</p>",
});
const mails = () =>
  world.ctx
    .sql`select to_address from mails where workspace_id = ${toUuid("wks", world.ctx.workspace.id)} and kind = 'journey'`;

test("who complains between the look and the writing gets no mail, whatever else the journey wants of them", async () => {
  await world.live(line(always, hello, node("set", "update_contact", { status: "subscribed" })));
  const ann = await world.subscribed("ann@example.com");
  await world.happens(ann, "signed_up");
  await relay(world.ctx);
  const { finish } = await world.halfway();
  await put(world.ctx, world.audienceId, "ann@example.com", { consent: { kind: "set", status: "complained" } });
  await finish();
  await settle(world.ctx);
  expect(await mails()).toEqual([]);
});
