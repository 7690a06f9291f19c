import { describe, expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import { deleteContact } from "../../contacts/delete";
import { getContact } from "../../contacts/get";
import { recordEvents } from "../../deliveries/testing/engine";
import { put } from "../../segments/testing/settle";
import { testAudience } from "../../testing/audience";
import { enterJourney } from "../enter";
import { pauseJourney } from "../set-status";
import { line, node, trigger } from "../testing/graphs";
import { liveJourney, relay, settle } from "../testing/settle";
import { always, dayMs, journeyWorld } from "../testing/world";

const world = journeyWorld();

describe("what blocks do to contacts", () => {
  test("an A/B split sends the shares that it says, and a run always the same way", async () => {
    const branches = [
      { name: "a", label: "A", percent: 20 },
      { name: "b", label: "B", percent: 80 },
    ];
    const start = node("start", "trigger", { on: "manual" });
    const journeyId = await world.live(line(start, node("split", "split", { branches })));
    const contactId = fromUuid("con", await world.subscribed("ann@example.com"));
    for (let n = 0; n < 300; n++) await enterJourney(world.ctx, { journeyId, contactId });
    await settle(world.ctx);
    const ways = (await world.runs(journeyId)).map(({ way }) => way[1]);
    expect(ways.filter((way) => way === "split:a").length).toBeGreaterThan(30);
    expect(ways.filter((way) => way === "split:a").length).toBeLessThan(95);
  });

  test("fields, tags and groups are changed through the write path, and what comes next reads them", async () => {
    const audience = await testAudience(world.ctx, {
      fields: [{ key: "plan" }, { key: "score", type: "number" }],
      groups: ["VIP"],
    });
    const set = node("set", "update_contact", {
      fields: [
        { key: "plan", value: "from {{ event.data.shop }}" },
        { key: "score", value: "{{ 6 | times: 7 }}" },
      ],
      addTags: ["hot"],
      removeTags: ["cold"],
      joinGroups: audience.groupIds,
    });
    const mappings = [{ field: "plan", source: "mapping", value: "contact.fields.plan" }];
    const journeyId = await liveJourney(
      world.ctx,
      audience.id,
      line(always, set, world.call({ customPayload: { mappings } })),
    );
    const ann = await put(world.ctx, audience.id, "ann@example.com", { addTags: ["cold"] });
    await recordEvents(world.ctx, {
      type: "signed_up" as "contact.updated",
      contactId: ann,
      audienceId: audience.uuid,
      data: { shop: "Rome" },
    });
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "completed" }]);
    expect(world.bodies()).toMatchObject([{ plan: "from Rome" }]);
    const contact = await getContact(world.ctx, { audienceId: audience.id, contactId: fromUuid("con", ann) });
    expect(contact).toMatchObject({
      fields: { plan: "from Rome", score: 42 },
      tags: ["hot"],
      groups: [{ name: "VIP" }],
    });
  });

  test("a value that its field does not take fails that run alone", async () => {
    const set = node("set", "update_contact", { fields: [{ key: "score", value: "{{ contact.fields.plan }}" }] });
    const journeyId = await world.live(line(trigger, set));
    await world.subscribed("ann@example.com", { plan: "pro" });
    await world.subscribed("bob@example.com", { plan: "7" });
    await settle(world.ctx);
    const runs = await world.runs(journeyId);
    expect(runs.map(({ state }) => state)).toEqual(["failed", "completed"]);
    expect(runs[0]?.reason).toContain("must be a number");
  });

  test("the status follows the consent rules: who left is not signed up, bounced stays bounced, Active leaves", async () => {
    const set = (status: string) => line(always, node("set", "update_contact", { status }));
    const journeyId = await world.live(set("subscribed"));
    for (const status of ["unsubscribed", "bounced", "subscribed", "unconfirmed"] as const) {
      const id = await put(world.ctx, world.audienceId, `${status}@example.com`, { consent: { kind: "set", status } });
      await world.happens(id, "signed_up");
    }
    await settle(world.ctx);
    const statuses = () =>
      world.ctx
        .sql`select email, status from contacts where audience_id = ${toUuid("aud", world.audienceId)} order by email`;
    expect((await statuses()).map(({ status }) => status)).toEqual([
      "bounced",
      "subscribed",
      "subscribed",
      "unsubscribed",
    ]);
    const reasons = await world.ctx.sql`select s.reason from journey_steps s join journey_runs r on r.id = s.run_id
      where r.journey_id = ${toUuid("jny", journeyId)} and s.node_id = 'set' and s.reason like '%by the rules of consent%'`;
    expect(reasons).toHaveLength(2);
    await pauseJourney(world.ctx, { journeyId });
    await world.live(set("unsubscribed"));
    for (const { id } of await world.ctx
      .sql`select id from contacts where audience_id = ${toUuid("aud", world.audienceId)}`)
      await world.happens(id, "signed_up");
    await settle(world.ctx);
    expect((await statuses()).map(({ status }) => status)).toEqual([
      "bounced",
      "unsubscribed",
      "unsubscribed",
      "unsubscribed",
    ]);
  });

  test("a mail goes to Active contacts alone, with a way to unsubscribe", async () => {
    const mail = node("mail", "send_email", {
      subject: "Hi {{ contact.first_name }}",
      fromName: "Shop",
      fromEmail: "shop@example.com",
      html: "<p>Hello {{ contact.email }}</p>",
    });
    const journeyId = await world.live(line(always, mail));
    const ann = await put(world.ctx, world.audienceId, "ann@example.com", {
      fields: { first_name: "Ann" },
      consent: { kind: "set", status: "subscribed" },
    });
    const bob = await put(world.ctx, world.audienceId, "bob@example.com", {
      consent: { kind: "set", status: "unsubscribed" },
    });
    await world.happens(ann, "signed_up");
    await world.happens(bob, "signed_up");
    await settle(world.ctx);
    const mails = await world.ctx
      .sql`select to_address, subject, html, headers, state, kind, id from mails where workspace_id = ${toUuid("wks", world.ctx.workspace.id)}`;
    expect(mails).toMatchObject([
      { to_address: "ann@example.com", subject: "Hi Ann", state: "queued", kind: "journey" },
    ]);
    expect(mails[0]?.html).toContain("Hello ann@example.com");
    expect(mails[0]?.html).toMatch(/unsubscribe\/[\w-]+"[^>]*>Unsubscribe/);
    expect(mails[0]?.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    expect(await world.runs(journeyId)).toMatchObject([{ state: "completed" }, { state: "completed" }]);
  });

  test("who leaves between the look and the writing gets no mail", async () => {
    const mail = node("mail", "send_email", {
      subject: "Hi",
      fromName: "Shop",
      fromEmail: "shop@example.com",
      html: "<p>Hello</p>",
    });
    await world.live(line(always, mail));
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await relay(world.ctx);
    const { claimed, finish } = await world.halfway();
    expect(claimed).toBe(1);
    await put(world.ctx, world.audienceId, "ann@example.com", { consent: { kind: "set", status: "unsubscribed" } });
    await finish();
    expect(
      await world.ctx.sql`select from mails where workspace_id = ${toUuid("wks", world.ctx.workspace.id)}`,
    ).toHaveLength(0);
    expect(
      await world.ctx.sql`
        select from journey_steps s join journey_runs r on r.id = s.run_id
        where r.contact_id = ${ann} and s.reason like 'Got no mail%'`,
    ).toHaveLength(1);
  });
});

describe("a contact that is deleted on the way", () => {
  const waits = () =>
    world.live(line(always, node("wait", "delay", { mode: "duration", amount: 1, unit: "days" }), world.call()));

  test("ends its run, and nothing that the run kept of it stays", async () => {
    const journeyId = await waits();
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up", { note: "secret-note" });
    await settle(world.ctx);
    await deleteContact(world.ctx, { audienceId: world.audienceId, contactId: fromUuid("con", ann) });
    await settle(world.ctx);
    world.later(2 * dayMs);
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "stopped", reason: "The contact was deleted." }]);
    expect(
      JSON.stringify(await world.ctx.sql`select * from journey_runs where journey_id = ${toUuid("jny", journeyId)}`),
    ).not.toContain("secret-note");
    expect(world.receiver.requests).toEqual([]);
  });

  test("between the look and the writing, has no request made", async () => {
    const journeyId = await world.live(line(always, world.call()));
    const ann = await world.subscribed("ann@example.com");
    await world.happens(ann, "signed_up");
    await relay(world.ctx);
    const { finish } = await world.halfway();
    await deleteContact(world.ctx, { audienceId: world.audienceId, contactId: fromUuid("con", ann) });
    await finish();
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "stopped" }]);
    expect(world.receiver.requests).toEqual([]);
  });
});
