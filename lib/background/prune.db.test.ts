import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { fromUuid, newId, toUuid, uuidFloor } from "@/db/ids";
import {
  campaigns,
  eventKeys,
  events,
  inboundRequests,
  jobChunks,
  jobs,
  mails,
  sessions,
  verifications,
} from "@/db/schema";
import { getCampaign } from "../campaigns/get";
import { listMessages } from "../campaigns/list-messages";
import { sentCampaign } from "../campaigns/testing/sent-campaign";
import type { WorkspaceCtx } from "../context";
import { testCtx, testWorkspace } from "../testing/context";
import { getRetention } from "../workspaces/retention/get";
import { updateRetention } from "../workspaces/retention/update";
import { pruneFunction } from "./prune";

type Ctx = Awaited<ReturnType<typeof testWorkspace<Awaited<ReturnType<typeof testCtx>>>>>;
let ctx: Ctx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
});

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * dayMs);
const laterByDays = (days: number) => {
  ctx.clock.now = new Date(ctx.now().getTime() + days * dayMs);
};
const run = async () => {
  while (await pruneFunction.work(ctx, 0));
};

let made = 0;
/** An id of that moment; ids are time. */
const idOf = (prefix: "req" | "evt" | "mai", at: Date) => {
  made++;
  return fromUuid(prefix, uuidFloor(at).slice(0, 24) + made.toString(16).padStart(12, "0"));
};
async function request(of: WorkspaceCtx, at: Date): Promise<string> {
  const id = idOf("req", at);
  await ctx.db.insert(inboundRequests).values({
    id,
    workspaceId: of.workspace.id,
    audienceId: newId("aud"),
    hookId: newId("hok"),
    origin: "door",
    mode: "",
    method: "POST",
    contentType: "application/json",
    headers: { host: "gate.example.com" },
    body: Buffer.from("{}"),
    query: "a=b",
    status: 200,
    outcome: "created",
    message: "ok",
    email: "ada@example.com",
    ip: "203.0.113.7",
    userAgent: "curl",
    durationMs: 1,
    createdAt: at,
  });
  return id;
}
const requests = async (of: WorkspaceCtx = ctx) =>
  ctx.db.select().from(inboundRequests).where(eq(inboundRequests.workspaceId, of.workspace.id));
async function event(of: WorkspaceCtx, at: Date) {
  const id = idOf("evt", at);
  const row = { id, workspaceId: of.workspace.id, type: "contact.created", data: {}, source: "api", occurredAt: at };
  await ctx.db.insert(events).values(row);
  return id;
}

describe("how long a workspace keeps things", () => {
  it("is 30 days for bodies and deliveries, 180 for requests, 365 for events, until an admin says otherwise", async () => {
    expect(await getRetention(ctx)).toEqual({
      keepBodiesDays: 30,
      keepRequestsDays: 180,
      keepEventsDays: 365,
      keepDeliveriesDays: 30,
    });
    const changed = { keepBodiesDays: 7, keepRequestsDays: 60, keepEventsDays: 90, keepDeliveriesDays: 14 };
    expect(await updateRetention(ctx, changed)).toEqual(changed);
    expect(await getRetention(ctx)).toEqual(changed);
    const marketer: Ctx = { ...ctx, actor: { type: "api_key", apiKeyId: "key_x", role: "marketer" } };
    await expect(updateRetention(marketer, changed)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("requests", () => {
  it("lose body, query, headers, address and user agent after their days, and keep what became of them", async () => {
    const old = await request(ctx, daysAgo(31));
    const young = await request(ctx, daysAgo(29));
    await run();
    const rows = new Map((await requests()).map((row) => [row.id, row]));
    expect(rows.get(old)).toMatchObject({
      body: null,
      query: null,
      headers: {},
      ip: null,
      userAgent: null,
      status: 200,
      outcome: "created",
      email: "ada@example.com",
    });
    expect(rows.get(young)).toMatchObject({ query: "a=b", ip: "203.0.113.7" });
    expect(rows.get(young)?.body).not.toBeNull();
    laterByDays(2);
    await run();
    expect((await requests()).every(({ body }) => body === null)).toBe(true);
  });

  it("go altogether after theirs, in one workspace and not in another that keeps them longer", async () => {
    const frugal = await testWorkspace(ctx);
    await updateRetention(frugal, {
      keepBodiesDays: 5,
      keepRequestsDays: 10,
      keepEventsDays: 10,
      keepDeliveriesDays: 30,
    });
    for (const of of [ctx, frugal]) for (const days of [9, 11, 12]) await request(of, daysAgo(days));
    await run();
    expect(await requests(ctx)).toHaveLength(3);
    expect(await requests(frugal)).toHaveLength(1);
    laterByDays(2);
    await run();
    expect(await requests(frugal)).toHaveLength(0);
  });

  it("go in steps of a bounded size, and what is overdue is counted by workspace", async () => {
    await updateRetention(ctx, { keepBodiesDays: 1, keepRequestsDays: 2, keepEventsDays: 2, keepDeliveriesDays: 30 });
    const first = await request(ctx, daysAgo(4));
    await ctx.sql`
      insert into inbound_requests
      select (r).* from (
        select jsonb_populate_record(r, jsonb_build_object('id', (left(r.id::text, 24) || lpad(to_hex(1000000 + n), 12, '0')))) as r
        from inbound_requests r, generate_series(1, 4500) n
        where r.workspace_id = ${toUuid("wks", ctx.workspace.id)} and r.id = ${toUuid("req", first)}) copies`;
    expect((await pruneFunction.due(ctx)).count).toBeGreaterThan(0);
    expect(await pruneFunction.work(ctx, 0)).toBe(true);
    expect(await requests()).toHaveLength(2_501);
    await run();
    expect(await requests()).toHaveLength(0);
    expect(await pruneFunction.due(ctx)).toMatchObject({ count: 0 });
  });

  it("of months that no workspace keeps are dropped as a whole", async () => {
    await ctx.sql.unsafe(`create table if not exists inbound_requests_2019_03 partition of inbound_requests
      for values from ('${uuidFloor(new Date("2019-03-01"))}') to ('${uuidFloor(new Date("2019-04-01"))}')`);
    await request(ctx, new Date("2019-03-10"));
    await run();
    const left = await ctx.sql`select from pg_class where relname = 'inbound_requests_2019_03'`;
    expect(left).toHaveLength(0);
    expect(await requests()).toHaveLength(0);
    expect(await ctx.sql`select from pg_class where relname ~ '^inbound_requests_2'`).not.toHaveLength(0);
  });
});

describe("events", () => {
  it("go after their days; senders' ids after a month", async () => {
    const young = await event(ctx, daysAgo(364));
    await event(ctx, daysAgo(366));
    const key = (name: string, days: number) => ({
      workspaceId: ctx.workspace.id,
      key: name,
      eventId: young,
      bodyHash: Buffer.alloc(32),
      createdAt: daysAgo(days),
    });
    await ctx.db.insert(eventKeys).values([key("old", 31), key("young", 29)]);
    await run();
    const kept = await ctx.db.select().from(events).where(eq(events.workspaceId, ctx.workspace.id));
    expect(kept.map(({ id }) => id)).toEqual([young]);
    const keys = await ctx.db.select().from(eventKeys).where(eq(eventKeys.workspaceId, ctx.workspace.id));
    expect(keys.map((row) => row.key)).toEqual(["young"]);
  });
});

describe("jobs and sessions", () => {
  it("a finished job loses its input after a day and goes after 90; one that runs keeps all", async () => {
    const job = async (state: "done" | "running", finishedAt: Date | null) => {
      const id = newId("job");
      const row = { id, workspaceId: ctx.workspace.id, kind: "contacts.import", title: "x", input: {}, state };
      await ctx.db.insert(jobs).values({ ...row, finishedAt, createdAt: daysAgo(100) });
      await ctx.db.insert(jobChunks).values({ jobId: id, seq: 0, firstLine: 1, data: Buffer.from("a") });
      return id;
    };
    const done = await job("done", daysAgo(2));
    const fresh = await job("done", daysAgo(0.5));
    const running = await job("running", null);
    await job("done", daysAgo(91));
    await run();
    const kept = await ctx.db.select().from(jobs).where(eq(jobs.workspaceId, ctx.workspace.id));
    expect(kept.map(({ id }) => id).sort()).toEqual([done, fresh, running].sort());
    const chunks = await ctx.db.select({ jobId: jobChunks.jobId }).from(jobChunks);
    const own = chunks.map(({ jobId }) => jobId).filter((id) => kept.some((row) => row.id === id));
    expect(own.sort()).toEqual([fresh, running].sort());
  });

  it("mails go after the days of deliveries, except those that are still to be sent; of accounts after a month", async () => {
    const mail = async (days: number, state: "captured" | "queued", workspaceId: string | null = ctx.workspace.id) => {
      const id = idOf("mai", daysAgo(days));
      const row = {
        kind: "campaign",
        toAddress: "ada@example.com",
        subject: "",
        html: "",
        text: "",
        dueAt: daysAgo(days),
      };
      await ctx.db.insert(mails).values({ ...row, id, state, workspaceId, createdAt: daysAgo(days) });
      return id;
    };
    const young = await mail(29, "captured");
    const waiting = await mail(31, "queued");
    const ofAccount = await mail(29, "captured", null);
    const gone = [await mail(31, "captured"), await mail(31, "captured", null)];
    expect((await pruneFunction.due(ctx)).count).toBeGreaterThan(0);
    await run();
    const left = (await ctx.db.select({ id: mails.id }).from(mails)).map(({ id }) => id);
    expect([young, waiting, ofAccount].every((id) => left.includes(id))).toBe(true);
    expect(gone.some((id) => left.includes(id))).toBe(false);
  });

  it.each(["sent", "cancelled"] as const)(
    "what became of each mail of a %s campaign goes after the days of events; its numbers stay",
    async (status) => {
      const campaign = await sentCampaign(ctx, { contacts: 3 });
      const finalStates = status === "sent" ? { captured: 3 } : null;
      await ctx.db.update(campaigns).set({ status, finalStates }).where(eq(campaigns.id, campaign.id));
      const kept = async () => (await listMessages(ctx, { campaignId: campaign.id, limit: 50 })).items.length;
      laterByDays(364);
      await run();
      expect(await kept()).toBe(3);
      laterByDays(2);
      await run();
      expect(await kept()).toBe(0);
      expect(await getCampaign(ctx, { campaignId: campaign.id })).toMatchObject({
        progress: { gathered: 3, states: { captured: 3 } },
        totals: { sent: 3 },
      });
    },
  );

  it("expired sessions and links go, the others stay", async () => {
    const userId = ctx.actor.type === "user" ? ctx.actor.userId : "";
    const session = (token: string, expiresAt: Date) => ({ id: newId("ses"), userId, token, expiresAt });
    const [old, live] = [newId("ses"), newId("ses")];
    await ctx.db.insert(sessions).values([session(old, daysAgo(1)), session(live, daysAgo(-1))]);
    const link = (identifier: string, expiresAt: Date) => ({ id: newId("ver"), identifier, value: "v", expiresAt });
    await ctx.db.insert(verifications).values([link(old, daysAgo(1)), link(live, daysAgo(-1))]);
    await run();
    const tokens = await ctx.db.select({ token: sessions.token }).from(sessions).where(eq(sessions.userId, userId));
    expect(tokens).toEqual([{ token: live }]);
    const links = (await ctx.db.select({ of: verifications.identifier }).from(verifications)).map((row) => row.of);
    expect([links.includes(old), links.includes(live)]).toEqual([false, true]);
  });
});
