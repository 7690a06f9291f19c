import { eq } from "drizzle-orm";
import postgres from "postgres";
import { beforeEach, expect, test } from "vitest";
import type { Sql } from "@/db/client";
import { newUuid, toUuid } from "@/db/ids";
import { campaigns } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import type { WorkspaceCtx } from "../context";
import { insertEvents } from "../events/emit";
import { put } from "../segments/testing/settle";
import { testAudience } from "../testing/audience";
import { testCampaign } from "../testing/campaign";
import { testCtx, testWorkspace } from "../testing/context";
import { type ExtrasTarget, loadExtras } from "./load-extras";
import { type Need, needs } from "./properties/property";

let ctx: WorkspaceCtx;
let audience: { id: string; uuid: string };
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx);
});

async function target(email: string): Promise<ExtrasTarget> {
  const contactId = await put(ctx, audience.id, email);
  const event = {
    id: newUuid(),
    type: "email.sent" as const,
    workspaceId: toUuid("wks", ctx.workspace.id),
    audienceId: audience.uuid,
    contactId,
    data: {},
    source: "system",
    sourceId: null,
    occurredAt: ctx.now(),
  };
  await ctx.sql.begin((tx) => insertEvents(tx, [event]));
  return { ...event, campaignId: null, messageId: null };
}

/** How many statements loading takes. */
async function countStatements(load: (sql: Sql) => Promise<unknown>): Promise<number> {
  let statements = 0;
  const { url } = await testDatabase();
  const sql = postgres(url, { max: 1, debug: () => statements++ });
  // The first statement also asks for the types of arrays.
  await sql`select 1`;
  statements = 0;
  await load(sql);
  await sql.end();
  return statements;
}

test("everything that properties need is loaded for each event", async () => {
  const campaignId = await testCampaign(ctx, audience.id, { startedAt: ctx.now() });
  const [ann, ben] = [await target("ann@example.com"), await target("ben@example.com")];
  const ofCampaign = { ...ann, campaignId: toUuid("cmp", campaignId) };
  const unsubscribeUrlOf = ({ contactId }: ExtrasTarget) => `https://example.com/u/${contactId}`;
  const extras = await loadExtras(ctx.sql, new Set(needs), [ofCampaign, ben], { unsubscribeUrlOf });
  expect(extras.get(ann.id)).toEqual({
    contact: { source: "api", signupIp: null, confirmedAt: null, unsubscribedAt: null },
    unsubscribeUrl: `https://example.com/u/${ann.contactId}`,
    audience: { name: "Newsletter" },
    campaign: { startedAt: ctx.now().toISOString(), sentAt: null },
    event: { source: "system", sourceId: null },
    workspace: { name: "Test workspace" },
  });
  expect(extras.get(ben.id)).toMatchObject({
    campaign: { startedAt: null, sentAt: null },
    audience: { name: "Newsletter" },
  });
});

test("a campaign counts as sent once it is, not when it was cancelled", async () => {
  const campaignId = await testCampaign(ctx, audience.id, { finishedAt: ctx.now(), status: "cancelled" });
  const one = { ...(await target("ann@example.com")), campaignId: toUuid("cmp", campaignId) };
  const sentAt = async () =>
    (await loadExtras(ctx.sql, new Set<Need>(["campaign"]), [one])).get(one.id)?.campaign?.sentAt;
  expect(await sentAt()).toBeNull();
  await ctx.db.update(campaigns).set({ status: "sent" }).where(eq(campaigns.id, campaignId));
  expect(await sentAt()).toBe(ctx.now().toISOString());
});

test("a campaign of another workspace tells nothing, whatever an event from outside names", async () => {
  const stranger = await testWorkspace(await testCtx());
  const theirs = await testCampaign(stranger, (await testAudience(stranger)).id, { startedAt: ctx.now() });
  const ours = await testCampaign(ctx, audience.id, { startedAt: ctx.now() });
  const targets = [theirs, ours].map((id) => ({
    id: newUuid(),
    workspaceId: toUuid("wks", ctx.workspace.id),
    audienceId: null,
    contactId: null,
    campaignId: toUuid("cmp", id),
    messageId: null,
  }));
  const alien = { ...targets[0], id: newUuid(), workspaceId: toUuid("wks", stranger.workspace.id) } as ExtrasTarget;
  const extras = await loadExtras(ctx.sql, new Set<Need>(["campaign"]), [...targets, alien]);
  const startedAt = ctx.now().toISOString();
  expect([...extras.values()].map(({ campaign }) => campaign?.startedAt)).toEqual([null, startedAt, startedAt]);
});

test("only what is read is loaded: a statement for each need, for one event or for twenty", async () => {
  const targets = await Promise.all(Array.from({ length: 20 }, (_, i) => target(`p${i}@example.com`)));
  const count = (wanted: Need[], of: ExtrasTarget[]) => countStatements((sql) => loadExtras(sql, new Set(wanted), of));
  expect(await count([], targets)).toBe(0);
  expect(await count(["unsubscribeUrl"], targets)).toBe(0);
  expect(await count(["contact"], targets)).toBe(1);
  for (const of of [targets.slice(0, 1), targets]) expect(await count([...needs], of)).toBe(5);
});

test("what is gone is null, and so is a link that nobody can make", async () => {
  const gone: ExtrasTarget = {
    id: newUuid(),
    workspaceId: newUuid(),
    audienceId: newUuid(),
    contactId: newUuid(),
    campaignId: null,
    messageId: null,
  };
  const extras = await loadExtras(ctx.sql, new Set(needs), [
    gone,
    { ...gone, id: newUuid(), audienceId: null, contactId: null },
  ]);
  expect([...extras.values()]).toEqual(
    Array.from({ length: 2 }, () => ({
      contact: { source: null, signupIp: null, confirmedAt: null, unsubscribedAt: null },
      unsubscribeUrl: null,
      audience: { name: null },
      campaign: { startedAt: null, sentAt: null },
      event: { source: null, sourceId: null },
      workspace: { name: null },
    })),
  );
});
