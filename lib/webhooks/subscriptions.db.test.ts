import { beforeEach, describe, expect, test } from "vitest";
import { newUuid, toUuid } from "@/db/ids";
import { createTag } from "../audiences/tags/create";
import { deleteTag } from "../audiences/tags/delete";
import { updateTag } from "../audiences/tags/update";
import type { WorkspaceCtx } from "../context";
import { sampleContact } from "../events/catalogue/sample";
import { createSegment } from "../segments/create";
import { testAudience } from "../testing/audience";
import { testCampaign } from "../testing/campaign";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { untilWaiting } from "../testing/until-waiting";
import { type WebhookDraft, webhookBody } from "./contract";
import { createWebhook } from "./create";
import { matchSubscriptions } from "./load-subscriptions";
import type { MatchableEvent } from "./subscription";
import { updateWebhook } from "./update";

let ctx: WorkspaceCtx & TestCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;
let campaignId: string;
const contactId = newUuid();

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, { groups: ["Customers", "Staff"] });
  campaignId = await testCampaign(ctx, audience.id);
});

const create = (draft: Partial<WebhookDraft>, home: { campaignId?: string } = {}) =>
  createWebhook(ctx, {
    ...webhookBody.parse({ url: "http://127.0.0.1:9/x", events: ["email.sent"], ...draft }),
    ...home,
  });
const event = (type: string, data: Record<string, unknown> = {}, contact: object = {}): MatchableEvent => ({
  workspaceId: toUuid("wks", ctx.workspace.id),
  contactId,
  type,
  data: { contact: { ...sampleContact, ...contact }, campaign: { id: campaignId }, ...data },
});

/** Which webhooks want each of these events, by their names. */
const wanted = async (...events: MatchableEvent[]) => {
  const matches = await ctx.sql.begin((tx) => matchSubscriptions(tx, events));
  return events.map((one) => matches.filter(({ event }) => event === one).map(({ subscription }) => subscription.name));
};

describe("an event is for", () => {
  test("the webhooks of its workspace and campaign that chose it, paused ones too", async () => {
    const other = await testCampaign(ctx, audience.id);
    await create({ name: "own" }, { campaignId });
    await create({ name: "other" }, { campaignId: other });
    await create({ name: "all", events: ["email.sent", "email.opened", "order.placed"] });
    await create({ name: "paused", active: false });
    const stranger = await testWorkspace(ctx);
    await createWebhook(
      stranger,
      webhookBody.parse({ name: "theirs", url: "http://127.0.0.1:9/x", events: ["email.sent"] }),
    );
    expect(
      await wanted(
        event("email.sent"),
        event("email.sent", { campaign: { id: other } }),
        event("email.sent", { campaign: null }),
        event("email.sent", { campaign: { id: "cmp_nonsense" } }),
        event("email.opened"),
        event("order.placed"),
        event("email.clicked"),
      ),
    ).toEqual([
      ["own", "all", "paused"],
      ["other", "all", "paused"],
      ["all", "paused"],
      ["all", "paused"],
      ["all"],
      ["all"],
      [],
    ]);
  });

  test("those that hold, and says so: paused and switched off by themselves", async () => {
    const ids = [];
    for (const name of ["on", "paused", "off"]) ids.push((await create({ name, active: name !== "paused" })).id);
    await ctx.sql`update webhooks set active = false, disabled_reason = 'gone', disabled_at = now() where name = 'off'`;
    const matches = await ctx.sql.begin((tx) => matchSubscriptions(tx, [event("email.sent")]));
    expect(matches.map(({ subscription: { id, holds } }) => [id, holds])).toEqual([
      [toUuid("whk", ids[0] ?? ""), false],
      [toUuid("whk", ids[1] ?? ""), true],
      [toUuid("whk", ids[2] ?? ""), true],
    ]);
  });
});

describe("filters", () => {
  test("one of the tags, one of the groups, and all kinds together", async () => {
    const [customers = "", staff = ""] = audience.groupIds;
    for (const name of ["VIP", "Gold"]) await createTag(ctx, { audienceId: audience.id, name });
    await create({ name: "tags", filters: { tags: ["vip", "gold"] } }, { campaignId });
    await create({ name: "groups", filters: { groups: [customers, staff] } }, { campaignId });
    await create({ name: "both", filters: { tags: ["vip"], groups: [staff] } });
    const groups = (...ids: string[]) => ({ groups: ids.map((id) => ({ id, name: "x" })) });
    expect(
      await wanted(
        event("email.sent", {}, { tags: ["Gold", "x"], ...groups() }),
        event("email.sent", {}, { tags: [], ...groups(staff) }),
        event("email.sent", {}, { tags: ["VIP"], ...groups(staff) }),
        event("email.sent", {}, { tags: ["x"], ...groups() }),
        event("email.sent", { contact: null }),
      ),
    ).toEqual([["tags"], ["groups"], ["tags", "groups", "both"], [], []]);
  });

  test("a renamed tag counts by its new name, a deleted one by the name that it had: never everything", async () => {
    const at = { audienceId: audience.id, tagId: (await createTag(ctx, { audienceId: audience.id, name: "VIP" })).id };
    await create({ name: "hook", filters: { tags: ["VIP"] } }, { campaignId });
    await updateTag(ctx, { ...at, name: "Gold" });
    const asked = () => wanted(...[["Gold"], ["VIP"], []].map((tags) => event("email.sent", {}, { tags })));
    expect(await asked()).toEqual([["hook"], [], []]);
    await deleteTag(ctx, at);
    expect(await asked()).toEqual([["hook"], [], []]);
  });

  test("a segment counts by who is in it now", async () => {
    const rules = { all: [{ field: "contact.email", op: "is_set" }] };
    const { id } = await createSegment(ctx, { audienceId: audience.id, name: "Loyal", rules });
    await create({ name: "hook", filters: { segments: [id] } }, { campaignId });
    expect(await wanted(event("email.sent"))).toEqual([[]]);
    await ctx.sql`insert into segment_members values (${toUuid("seg", id)}, ${contactId}, now())`;
    expect(await wanted(event("email.sent"), { ...event("email.sent"), contactId: newUuid() })).toEqual([["hook"], []]);
    await ctx.sql`delete from segments where id = ${toUuid("seg", id)}`;
    await ctx.sql`delete from segment_members where segment_id = ${toUuid("seg", id)}`;
    expect(await wanted(event("email.sent"))).toEqual([[]]);
  });

  test("links concern clicks alone, whatever the spelling", async () => {
    const events = ["email.clicked", "email.opened"];
    await create({ name: "hook", events, filters: { links: ["https://Example.com", "https://example.com/a?b=c"] } });
    const click = (url?: string) => event("email.clicked", { url });
    expect(
      await wanted(
        click("https://example.com/"),
        click("https://example.com/a?b=c"),
        click("https://example.com/a"),
        click(),
        event("email.opened"),
      ),
    ).toEqual([["hook"], ["hook"], [], [], ["hook"]]);
  });
});

test("whoever switches a webhook on waits for a relay that saw it paused", async () => {
  const { id } = await create({ active: false });
  const order: string[] = [];
  let switchedOn: Promise<unknown> = Promise.resolve();
  await ctx.sql.begin(async (tx) => {
    const [match] = await matchSubscriptions(tx, [event("email.sent")]);
    expect(match?.subscription.holds).toBe(true);
    switchedOn = updateWebhook(ctx, { webhookId: id, active: true }, async () => void order.push("resumes"));
    await untilWaiting(ctx, 1);
    order.push("holds");
  });
  await switchedOn;
  expect(order).toEqual(["holds", "resumes"]);
  const [match] = await ctx.sql.begin((tx) => matchSubscriptions(tx, [event("email.sent")]));
  expect(match?.subscription.holds).toBe(false);
});
