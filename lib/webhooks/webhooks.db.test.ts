import { beforeEach, describe, expect, test } from "vitest";
import { fromUuid, newId, toUuid } from "@/db/ids";
import { testWorkspace } from "../testing/context";
import { untilWaiting } from "../testing/until-waiting";
import { createWebhook } from "./create";
import { webhookApi } from "./testing/api";
import { type Bench, draft, openBench } from "./testing/bench";

let ctx: Bench["ctx"];
let at: Bench["at"];
let api: Bench["api"];
let create: Bench["create"];
let ref: Bench["ref"];

beforeEach(async () => {
  ({ ctx, at, api, create, ref } = await openBench());
});

const { url } = draft;

describe("the workspace's own", () => {
  test("take every event that is not internal, and senders' own names", async () => {
    const take = (events: string[]) => api.workspace.create({}, { ...draft, events });
    const made = await take(["contact.created", "segment.entered", "journey.completed", "email.sent", "order.placed"]);
    expect([made.status, made.json.campaignId]).toEqual([201, null]);
    for (const name of ["contact.confirmation_requested", "contact.invented", "Order Placed"])
      expect((await take([name])).json.error.issues[0].path).toBe("events.0");
  });

  test("stand apart from the campaigns'", async () => {
    const own = (await api.workspace.create({}, draft)).json;
    const campaigns = await create();
    expect((await api.workspace.list()).json.items.map(({ id }: { id: string }) => id)).toEqual([own.id]);
    expect((await api.campaign.list(at)).json.items.map(({ id }: { id: string }) => id)).toEqual([campaigns.id]);
    expect((await api.workspace.get({ webhookId: campaigns.id })).status).toBe(404);
    expect((await api.campaign.get(ref(own))).status).toBe(404);
  });
});

test("a list goes page by page, newest first", async () => {
  const ids = [];
  for (let n = 0; n < 3; n++) ids.unshift((await create()).id);
  const first = await api.campaign.list(at, undefined, "?limit=2");
  expect(first.json.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
  const rest = await api.campaign.list(at, undefined, `?limit=2&cursor=${first.json.nextCursor}`);
  expect([rest.json.items.map(({ id }: { id: string }) => id), rest.json.nextCursor]).toEqual([ids.slice(2), null]);
  expect((await api.campaign.list(at, undefined, "?cursor=x")).status).toBe(400);
});

test("a deleted webhook is gone", async () => {
  const made = await create();
  expect((await api.campaign.remove(ref(made))).status).toBe(204);
  expect((await api.campaign.get(ref(made))).status).toBe(404);
  expect((await api.campaign.remove(ref(made))).status).toBe(404);
});

test("another workspace sees nothing of it, a viewer changes nothing, an unknown campaign is not found", async () => {
  const made = await create();
  const theirs = await webhookApi(ctx, await testWorkspace(ctx));
  const viewer = await webhookApi(ctx, ctx, "viewer");
  for (const [who, status] of [
    [theirs, 404],
    [viewer, 403],
  ] as const) {
    expect((await who.campaign.create(at, draft)).status).toBe(status);
    expect((await who.campaign.update(ref(made), { active: false })).status).toBe(status);
    expect((await who.campaign.remove(ref(made))).status).toBe(status);
  }
  expect((await theirs.campaign.list(at)).status).toBe(404);
  expect((await theirs.campaign.get(ref(made))).status).toBe(404);
  expect((await viewer.campaign.get(ref(made))).status).toBe(200);
  expect((await viewer.campaign.list(at)).json.items).toHaveLength(1);
  expect((await api.campaign.list({ campaignId: newId("cmp") })).status).toBe(404);
  await expect(
    createWebhook({ ...ctx, actor: { type: "system" } }, { ...made, secret: null, campaignId: newId("cmp") }),
  ).rejects.toMatchObject({ code: "not_found" });
});

describe("how it is doing", () => {
  const failing = (id: string) => ctx.sql`
    insert into webhook_health (webhook_id, failures_in_row, open_until, trips, failing_since, warned_at, last_failure_at, last_error)
    values (${toUuid("whk", id)}, 12, ${new Date(ctx.clock.now.getTime() + 60_000)}, 2, now(), now(), now(), 'It hangs.')`;

  test("comes from its last attempts, its last 24 hours, and what is held for it", async () => {
    const made = await create();
    const hour = new Date(Math.floor(ctx.clock.now.getTime() / 3_600_000) * 3_600_000);
    await failing(made.id);
    await ctx.sql`
      insert into webhook_traffic (webhook_id, hour, slot, succeeded, failed, duration_ms)
      select ${toUuid("whk", made.id)}, ${hour}::timestamptz - age, slot, 2, 1, 10
      from unnest('{0,1}'::int[]) slot, unnest('{0h,23h,24h}'::interval[]) age`;
    await ctx.sql`
      insert into deliveries (id, workspace_id, webhook_id, event_id, event_type, state, method, content_type, created_at)
      select gen_random_uuid(), ${toUuid("wks", ctx.workspace.id)}, ${toUuid("whk", made.id)}, gen_random_uuid(), 'email.sent', state,
        'POST', 'json', now() from unnest('{held,held,pending}'::text[]) state`;
    const shown = (await api.campaign.get(ref(made))).json;
    expect(shown).toMatchObject({
      held: 2,
      health: { state: "open", succeeded24h: 8, failed24h: 4, lastError: "It hangs." },
    });
    expect(shown.health.hours).toHaveLength(24);
    expect(shown.health.hours[23]).toEqual({ hour: hour.toISOString(), succeeded: 4, failed: 2 });
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 120_000);
    expect((await api.campaign.get(ref(made))).json.health).toMatchObject({ state: "failing", openUntil: null });
  });

  test("switched on again it begins without its failures; so does another address", async () => {
    const made = await create();
    const health = async () => (await api.campaign.get(ref(made))).json.health;
    await failing(made.id);
    await ctx.sql`update webhooks set active = false, disabled_reason = 'failing', disabled_at = now()`;
    expect((await api.campaign.get(ref(made))).json).toMatchObject({
      active: false,
      disabled: { reason: "failing" },
      health: { state: "disabled" },
    });
    // Saving something else leaves it off.
    expect((await api.campaign.update(ref(made), { active: false, name: "x" })).json.disabled).not.toBeNull();
    const on = await api.campaign.update(ref(made), { active: true });
    expect(on.json).toMatchObject({ active: true, disabled: null, health: { failingSince: null, openUntil: null } });
    expect(ctx.sent).toContain("deliveries/queued");
    await ctx.sql`update webhook_health set failures_in_row = 3, open_until = ${new Date(ctx.clock.now.getTime() + 60_000)}`;
    expect((await health()).state).toBe("open");
    await api.campaign.update(ref(made), { url, active: true });
    expect((await health()).state).toBe("open");
    await api.campaign.update(ref(made), { url: `${url}/moved` });
    expect((await health()).state).toBe("new");
  });
});

test("ids in answers are prefixed", async () => {
  const made = await create();
  const [row] = await ctx.sql<
    { id: string }[]
  >`select id from webhooks where campaign_id = ${toUuid("cmp", at.campaignId)}`;
  expect(made.id).toBe(fromUuid("whk", row?.id ?? ""));
});

test.each(["update", "remove"] as const)(
  "%s and an answer that is being written down never wait for each other",
  async (operation) => {
    const made = await create({ active: false });
    const id = toUuid("whk", made.id);
    await ctx.sql`insert into webhook_health (webhook_id, failures_in_row) values (${id}, 1)`;
    const [answer] = await ctx.sql.begin(async (tx) => {
      // As the delivery engine does: first the health, then what points to the webhook, or the webhook itself.
      await tx`select from webhook_health where webhook_id = ${id} for no key update`;
      const answering = api.campaign[operation](ref(made), operation === "update" ? { active: true } : undefined);
      await untilWaiting(ctx, 1);
      await tx`insert into webhook_traffic (webhook_id, hour, succeeded, failed, duration_ms) values (${id}, now(), 1, 0, 5)`;
      await tx`update webhooks set disabled_reason = 'gone', disabled_at = now() where id = ${id}`;
      return [answering];
    });
    expect((await answer)?.status).toBe(operation === "update" ? 200 : 204);
  },
);
