import { beforeEach, describe, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import { type Bench, draft, openBench } from "./testing/bench";

let ctx: Bench["ctx"];
let at: Bench["at"];
let api: Bench["api"];
let create: Bench["create"];
let ref: Bench["ref"];

beforeEach(async () => {
  ({ ctx, at, api, create, ref } = await openBench());
});

const whsec = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString("base64")}`;

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

  test("texts are kept without what the database can't hold", async () => {
    const row = { field: "a\0b", source: "custom", value: "c\0\ud800", default: "\0d" };
    const made = await create({ filters: { links: ["https://a.example/\0"] }, customPayload: { mappings: [row] } });
    expect(made.filters).toEqual({ links: ["https://a.example/"] });
    expect(made.customPayload.mappings).toEqual([{ field: "ab", source: "custom", value: "c\ufffd", default: "d" }]);
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
    ["control characters in the user name", { auth: { ...basic, username: "a\0" } }, "auth.username", /control/],
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
