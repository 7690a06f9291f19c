import { beforeEach, describe, expect, test } from "vitest";
import { fromUuid, newId, toUuid } from "@/db/ids";
import { deleteGroup } from "../audiences/groups/delete";
import { getGroupUsage } from "../audiences/groups/usage";
import { createTag } from "../audiences/tags/create";
import { deleteTag } from "../audiences/tags/delete";
import { mergeTag } from "../audiences/tags/merge";
import { updateTag } from "../audiences/tags/update";
import { getTagUsage } from "../audiences/tags/usage";
import { transaction, type WorkspaceCtx } from "../context";
import { createSegment } from "../segments/create";
import { getSegmentUsage } from "../segments/usage";
import { testAudience } from "../testing/audience";
import { testCampaign } from "../testing/campaign";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { copyWebhooks } from "./copy";
import { createWebhook } from "./create";
import { webhookApi } from "./testing/api";

type Api = Awaited<ReturnType<typeof webhookApi>>;

let ctx: WorkspaceCtx & TestCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;
let api: Api;
let at: { campaignId: string };

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, { groups: ["Customers", "Staff"] });
  at = { campaignId: await testCampaign(ctx, audience.id) };
  api = await webhookApi(ctx, ctx);
});

const url = "http://127.0.0.1:9/hook";
const draft = { url, events: ["email.sent"] };
const whsec = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString("base64")}`;

async function create(more: object = {}) {
  const answer = await api.campaign.create(at, { ...draft, ...more });
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
}
const ref = ({ id }: { id: string }) => ({ ...at, webhookId: id });

async function refused(body: object, path: string, message: string | RegExp) {
  const { status, json } = await api.campaign.create(at, { ...draft, ...body });
  expect([status, json.error.code]).toEqual([400, "invalid_input"]);
  expect(json.error.issues).toContainEqual({ path, message: expect.stringMatching(message) });
}

describe("every setting", () => {
  const basic = { type: "basic", username: "ann", password: "p:ä" };
  const mappings = [
    { field: "email", source: "mapping", value: "contact.email" },
    { field: "source", source: "custom", value: "webhook", default: "none", omitIfEmpty: true },
  ];
  test.each([
    ["name", { name: "  The   CRM " }, { name: "The CRM" }],
    ["url", { url: "http://127.0.0.1:9/other?key=1" }, { url: "http://127.0.0.1:9/other?key=1" }],
    ["contentType", { contentType: "form" }, { contentType: "form" }],
    ["method", { method: "GET" }, { method: "GET" }],
    ["auth", { auth: basic }, { auth: { type: "basic", username: "ann" } }],
    ["secret", { secret: "plain text" }, { hasSecret: true, previousSecretUntil: null }],
    ["hexSignature", { hexSignature: true }, { hexSignature: true }],
    ["logResponseBody", { logResponseBody: true }, { logResponseBody: true }],
    ["active", { active: false }, { active: false, health: { state: "paused" } }],
    [
      "events",
      { events: ["email.opened", "campaign.sent", "email.opened"] },
      { events: ["email.opened", "campaign.sent"] },
    ],
    ["filters", { filters: { links: ["https://example.com/a"] } }, { filters: { links: ["https://example.com/a"] } }],
    ["customPayload", { customPayload: { mappings } }, { customPayload: { mappings } }],
    ["redirectIsSuccess", { redirectIsSuccess: true }, { redirectIsSuccess: true }],
    ["ratePerMinute", { ratePerMinute: 60 }, { ratePerMinute: 60 }],
    ["concurrency", { concurrency: 64 }, { concurrency: 64 }],
  ])("%s is kept on creating, on changing, and when something else changes", async (_, sent, shown) => {
    const made = await create(sent);
    expect(made).toMatchObject({ campaignId: at.campaignId, warning: null, held: 0, ...shown });
    const plain = await create();
    expect((await api.campaign.update(ref(plain), sent)).json).toMatchObject(shown);
    expect(
      (await api.campaign.update(ref(plain), { name: (sent as { name?: string }).name ?? "x" })).json,
    ).toMatchObject(shown);
    expect((await api.campaign.get(ref(plain))).json).toMatchObject(shown);
  });

  test("left out they are the plain ones", async () => {
    expect(await create()).toMatchObject({
      name: "",
      contentType: "json",
      method: "POST",
      auth: { type: "none" },
      hasSecret: false,
      hexSignature: false,
      logResponseBody: false,
      active: true,
      disabled: null,
      filters: null,
      customPayload: null,
      redirectIsSuccess: false,
      ratePerMinute: null,
      concurrency: 10,
      health: { state: "new", succeeded24h: 0, failed24h: 0 },
    });
  });

  test("filters and custom payload go with null", async () => {
    const made = await create({ filters: { links: ["https://a.example"] }, customPayload: { mappings } });
    const changed = await api.campaign.update(ref(made), { filters: null, customPayload: null });
    expect(changed.json).toMatchObject({ filters: null, customPayload: null });
  });
});

describe("what is refused, at its place", () => {
  test.each([
    ["http://example.com/x", /must begin with https/],
    ["https://169.254.169.254/x", /169\.254\.169\.254/],
    ["https://[::1]/x", /may not reach/],
    ["https://10.0.0.7/x", /TIDEGATE_ALLOW_PRIVATE_CIDRS/],
    ["https://localhost./x", /inside a network/],
    ["https://metadata.google.internal/x", /inside a network/],
    ["https://0x0a000001/x", /10\.0\.0\.1/],
    ["https://[::ffff:192.168.0.1]/x", /may not reach/],
    ["https://user:pw@example.com/x", /user name or password/],
    ["ftp://example.com/x", /https/],
    ["nonsense", /full web address/],
    ["", /Enter the payload URL/],
    [`https://example.com/${"x".repeat(2048)}`, /at most 2,048 bytes/],
  ])("the URL %.60s", async (url, message) => {
    await refused({ url }, "url", message);
    const made = await create();
    const changed = await api.campaign.update(ref(made), { url });
    expect([changed.status, changed.json.error.issues[0].path]).toEqual([400, "url"]);
    expect((await api.campaign.get(ref(made))).json.url).toBe(draft.url);
  });

  const basic = { type: "basic", username: "a", password: "b" };
  test.each([
    ["no events", { events: [] }, "events", "Choose at least one event."],
    ["an unknown event", { events: ["email.sent", "email.invented"] }, "events.1", /no event that we know/],
    ["a contact's event", { events: ["contact.created"] }, "events.0", /no event of a campaign/],
    ["an internal event", { events: ["contact.confirmation_requested"] }, "events.0", /campaign/],
    ["a sender's own event", { events: ["order.placed"] }, "events.0", /no event of a campaign/],
    ["an empty mapping list", { customPayload: { mappings: [] } }, "customPayload.mappings", /at least one field/],
    [
      "a mapping without a name",
      { customPayload: { mappings: [{ field: " ", source: "custom", value: "" }] } },
      "customPayload.mappings.0.field",
      /field name/,
    ],
    [
      "a mapping to nothing that we know",
      {
        customPayload: {
          mappings: [
            { field: "a", source: "custom", value: "" },
            { field: "b", source: "mapping", value: "contact.shoe" },
          ],
        },
      },
      "customPayload.mappings.1.value",
      /no property contact.shoe/,
    ],
    [
      "a field name twice",
      {
        customPayload: {
          mappings: [
            { field: "a", source: "custom", value: "" },
            { field: "a", source: "custom", value: "" },
          ],
        },
      },
      "customPayload.mappings.1.field",
      /twice/,
    ],
    [
      "a template with an error",
      { customPayload: { mappings: [{ field: "a", source: "template", value: "{% if %}" }] } },
      "customPayload.mappings.0.value",
      /./,
    ],
    ["Basic with GET", { method: "GET", auth: basic }, "auth.type", /available when using the POST method/],
    ["Basic without a password", { auth: { type: "basic", username: "a" } }, "auth.password", "Enter the password."],
    ["Basic without a user name", { auth: { ...basic, username: "" } }, "auth.username", "Enter a user name."],
    ["a colon in the user name", { auth: { ...basic, username: "a:b" } }, "auth.username", /colon/],
    ["a whsec_ secret that is no base64", { secret: "whsec_not-base64!" }, "secret", /24 to 64 bytes in base64/],
    ["a whsec_ secret that is too short", { secret: whsec(23) }, "secret", /24 to 64 bytes/],
    ["a whsec_ secret that is too long", { secret: whsec(65) }, "secret", /24 to 64 bytes/],
    ["a method that is none", { method: "PUT" }, "method", "Choose POST or GET."],
    ["a content type that is none", { contentType: "xml" }, "contentType", "Choose json or form."],
    ["a rate of nothing", { ratePerMinute: 0 }, "ratePerMinute", /at least 1/],
    ["too many at once", { concurrency: 65 }, "concurrency", /at most 64/],
    ["a name of 101 characters", { name: "x".repeat(101) }, "name", /at most 100/],
    ["an unknown group", { filters: { groups: [newId("grp")] } }, "filters.groups.0", /no such group in Newsletter/],
    ["an unknown segment", { filters: { segments: [newId("seg")] } }, "filters.segments.0", /no such segment/],
    ["a key that nobody knows", { color: "red" }, "color", /not known/],
  ])("%s", async (_, body, path, message) => {
    await refused(body, path, message);
  });

  test("switching to GET while Basic is stored, unless the same change takes it away", async () => {
    const made = await create({ auth: basic });
    const { status, json } = await api.campaign.update(ref(made), { method: "GET" });
    expect([status, json.error.issues[0]]).toEqual([
      400,
      {
        path: "method",
        message: "Authentication is available when using the POST method. Choose POST, or no authentication.",
      },
    ]);
    const changed = await api.campaign.update(ref(made), { method: "GET", auth: { type: "none" } });
    expect(changed.json).toMatchObject({ method: "GET", auth: { type: "none" } });
    expect((await api.campaign.update(ref(made), { auth: basic })).json.error.issues[0].path).toBe("auth.type");
  });

  test("a campaign's webhook too many, also when two come at once", async () => {
    const rows = await create();
    await ctx.sql`
      insert into webhooks (id, workspace_id, campaign_id, url, content_type, method, events)
      select gen_random_uuid(), workspace_id, campaign_id, url, content_type, method, events from webhooks, generate_series(1, 98)
      where id = ${toUuid("whk", rows.id)}`;
    const answers = await Promise.all([1, 2, 3].map(() => api.campaign.create(at, draft)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.json.error.message).toContain("100 webhooks at most");
  });
});

describe("secrets", () => {
  const signed = { secret: whsec(32), auth: { type: "basic", username: "ann", password: "pass-w0rd" } };
  const stored = async ({ id }: { id: string }) => {
    const [row] = await ctx.sql<
      {
        secret: Uint8Array | null;
        previous: Uint8Array | null;
        until: Date | null;
        password: Uint8Array | null;
        text: string;
      }[]
    >`select secret, previous_secret as previous, previous_secret_until as until, password, w::text as text from webhooks w
      where id = ${toUuid("whk", id)}`;
    if (row === undefined) throw new Error("no such webhook");
    return row;
  };

  test("are in no answer, and in the database only encrypted", async () => {
    const other = whsec(40);
    const made = await api.campaign.create(at, { ...draft, ...signed });
    const here = ref(made.json);
    const answers = [
      made,
      await api.campaign.get(here),
      await api.campaign.list(at),
      await api.campaign.update(here, { secret: other }),
      await api.campaign.update(here, { method: "GET" }),
      await api.campaign.update(here, { secret: `${other}\u0000`, url: "http://example.com" }),
      await api.campaign.create(at, { ...draft, ...signed, secret: "whsec_pass-w0rd!" }),
    ];
    const texts = [...answers.map(({ text }) => text), (await stored(made.json)).text];
    for (const text of texts)
      for (const secret of [signed.secret, other, "pass-w0rd", "whsec_", Buffer.from("pass-w0rd").toString("hex")])
        if (!text.includes("24 to 64 bytes")) expect(text).not.toContain(secret);
  });

  test("stay when they are left empty or out, go with null, and the password with its type", async () => {
    const made = await create(signed);
    const before = await stored(made);
    await api.campaign.update(ref(made), { secret: "", auth: { type: "basic", username: "bob", password: "" } });
    await api.campaign.update(ref(made), { auth: { type: "basic", username: "bob" } });
    expect(await stored(made)).toMatchObject({ secret: before.secret, previous: null, password: before.password });
    const without = await api.campaign.update(ref(made), {
      secret: null,
      auth: { type: "basic", username: "bob", password: null },
    });
    expect(without.json).toMatchObject({ hasSecret: false, auth: { type: "basic", username: "bob" } });
    expect(await stored(made)).toMatchObject({ secret: null, password: null });
    await api.campaign.update(ref(made), { auth: { type: "basic", username: "bob", password: "again" } });
    await api.campaign.update(ref(made), { auth: { type: "none" } });
    expect((await stored(made)).password).toBeNull();
    expect((await api.campaign.update(ref(made), { auth: { type: "basic", username: "bob" } })).status).toBe(400);
  });

  test("a new one takes the place of the old, which signs too for 24 hours; the same one again changes nothing", async () => {
    const made = await create(signed);
    const before = await stored(made);
    expect((await api.campaign.update(ref(made), { secret: signed.secret })).json.previousSecretUntil).toBeNull();
    const changed = await api.campaign.update(ref(made), { secret: "another one" });
    const until = new Date(ctx.clock.now.getTime() + 24 * 3_600_000);
    expect(changed.json).toMatchObject({ hasSecret: true, previousSecretUntil: until.toISOString() });
    expect(await stored(made)).toMatchObject({ previous: before.secret, until });
    ctx.clock.now = until;
    expect((await api.campaign.get(ref(made))).json.previousSecretUntil).toBeNull();
    await api.campaign.update(ref(made), { secret: null });
    expect(await stored(made)).toMatchObject({ secret: null, previous: null, until: null });
  });

  test("go with a copied campaign, whose webhooks begin anew", async () => {
    const made = await create({ ...signed, name: "CRM" });
    await ctx.sql`update webhooks set active = false, disabled_reason = 'gone', disabled_at = now()`;
    const copy = await testCampaign(ctx, audience.id);
    await transaction(ctx, (tx) => copyWebhooks(tx, at.campaignId, copy));
    const [shown] = (await api.campaign.list({ campaignId: copy })).json.items;
    expect(shown).toMatchObject({ name: "CRM", hasSecret: true, active: false, disabled: null, campaignId: copy });
    expect(shown.id).not.toBe(made.id);
    expect((await stored(shown)).secret).toEqual((await stored(made)).secret);
  });
});

describe("filters", () => {
  test("a tag keeps its place under a new name; a deleted one is still named", async () => {
    const tag = await createTag(ctx, { audienceId: audience.id, name: "VIP" });
    const made = await create({ filters: { tags: ["vip", "unheard-of"], groups: [audience.groupIds[0]] } });
    expect(made.filters).toEqual({ tags: ["VIP", "unheard-of"], groups: [audience.groupIds[0]] });
    expect(made.warning).toBe("There is no tag named unheard-of in Newsletter yet.");
    await updateTag(ctx, { audienceId: audience.id, tagId: tag.id, name: "Gold" });
    const shown = async () => (await api.campaign.get(ref(made))).json.filters;
    expect((await shown()).tags).toEqual(["Gold", "unheard-of"]);
    const at = { audienceId: audience.id, tagId: tag.id };
    const used = [{ type: "webhook", id: made.id, name: "The webhook to 127.0.0.1:9" }];
    expect((await getTagUsage(ctx, at)).places).toEqual(used);
    const group = { audienceId: audience.id, groupId: audience.groupIds[0] ?? "" };
    expect((await getGroupUsage(ctx, group)).places).toEqual(used);
    await deleteTag(ctx, at);
    expect((await shown()).tags).toEqual(["Gold", "unheard-of"]);
    await deleteGroup(ctx, group);
    expect((await shown()).groups).toEqual([audience.groupIds[0]]);
    // What was there before may be saved again.
    expect((await api.campaign.update(ref(made), { filters: await shown() })).status).toBe(200);
  });

  test("a merged tag becomes the other one", async () => {
    const [tag, into] = [
      await createTag(ctx, { audienceId: audience.id, name: "old" }),
      await createTag(ctx, { audienceId: audience.id, name: "new" }),
    ];
    const made = await create({ filters: { tags: ["old"] } });
    await mergeTag(ctx, { audienceId: audience.id, tagId: tag.id, intoTagId: into.id });
    await updateTag(ctx, { audienceId: audience.id, tagId: into.id, name: "newest" });
    expect((await api.campaign.get(ref(made))).json.filters.tags).toEqual(["newest"]);
  });

  test("a campaign's know its audience alone, the workspace's those of all audiences", async () => {
    const other = await testAudience(ctx, { groups: ["Elsewhere"] });
    const rules = { all: [{ field: "contact.email", op: "is_set" }] };
    const { id: segmentId } = await createSegment(ctx, { audienceId: other.id, name: "Loyal", rules });
    const filters = { groups: other.groupIds, segments: [segmentId] };
    const refused = await api.campaign.create(at, { ...draft, filters });
    expect(refused.json.error.issues.map(({ path }: { path: string }) => path)).toEqual([
      "filters.groups.0",
      "filters.segments.0",
    ]);
    const own = (await api.workspace.create({}, { ...draft, name: "CRM", filters })).json;
    expect(own.filters).toEqual(filters);
    const used = await getSegmentUsage(ctx, { audienceId: other.id, segmentId });
    expect(used.places).toEqual([{ type: "webhook", id: own.id, name: "CRM" }]);
    const stranger = await testWorkspace(ctx);
    const theirs = await webhookApi(ctx, stranger);
    expect((await theirs.workspace.create({}, { ...draft, filters })).status).toBe(400);
  });
});

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
