import { beforeEach, describe, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { transaction } from "../context";
import { testCampaign } from "../testing/campaign";
import { copyWebhooks } from "./copy";
import { type Bench, draft, openBench } from "./testing/bench";

let ctx: Bench["ctx"];
let audience: Bench["audience"];
let at: Bench["at"];
let api: Bench["api"];
let create: Bench["create"];
let ref: Bench["ref"];

beforeEach(async () => {
  ({ ctx, audience, at, api, create, ref } = await openBench());
});

const whsec = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString("base64")}`;

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

  test("a password goes to no other server unless it is entered again", async () => {
    const made = await create(signed);
    const before = await stored(made);
    const elsewhere = { url: "http://127.0.0.1:10/hook" };
    const kept = { type: "basic", username: "bob", password: "" };
    for (const change of [{}, { auth: kept }, { auth: { type: "basic", username: "bob" } }]) {
      const { status, json } = await api.campaign.update(ref(made), { ...elsewhere, ...change });
      expect([status, json.error.issues]).toEqual([
        400,
        [{ path: "auth.password", message: expect.stringMatching(/^Enter the password again/) }],
      ]);
    }
    // On the same server another path is nobody else's.
    expect((await api.campaign.update(ref(made), { url: "http://127.0.0.1:9/other" })).status).toBe(200);
    expect(await stored(made)).toMatchObject({ password: before.password });
    const entered = { ...elsewhere, auth: { ...kept, password: "pass-w0rd" } };
    expect((await api.campaign.update(ref(made), entered)).json).toMatchObject(elsewhere);
    expect((await stored(made)).secret).toEqual(before.secret);
    for (const auth of [{ ...kept, password: null }, { type: "none" }]) {
      const free = await create(signed);
      expect((await api.campaign.update(ref(free), { ...elsewhere, auth })).status).toBe(200);
      expect((await stored(free)).password).toBeNull();
      expect((await api.campaign.update(ref(free), { url: "http://127.0.0.1:11/hook" })).status).toBe(200);
    }
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
