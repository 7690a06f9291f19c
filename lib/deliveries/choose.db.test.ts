import { beforeAll, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { firstOf } from "./choose";
import type { DeliveryFilter } from "./contract";

let ctx: WorkspaceCtx & TestCtx;
const webhookId = newId("whk");
const campaignId = newId("cmp");
const contact = newId("con");

/** A log large enough for the planner to prefer an index, all of it in this month's partition. */
beforeAll(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.sql`
    insert into deliveries (id, workspace_id, webhook_id, campaign_id, contact_id, event_id, event_type, state, method, content_type, created_at)
    select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid,
      ${toUuid("wks", ctx.workspace.id)},
      case when n % 50 = 0 then ${toUuid("whk", webhookId)}::uuid else md5((n % 7)::text)::uuid end,
      case when n % 90 = 0 then ${toUuid("cmp", campaignId)}::uuid end,
      case when n % 900 = 0 then ${toUuid("con", contact)}::uuid else gen_random_uuid() end, gen_random_uuid(),
      (array['email.sent', 'email.opened', 'contact.created'])[1 + n % 3],
      case when n % 60 = 0 then 'failed' when n % 400 = 1 then 'held' when n % 400 = 2 then 'pending' else 'succeeded' end, 'POST', 'json', now()
    from generate_series(1, 20000) n`;
  await ctx.sql`analyze deliveries`;
});

const filters: DeliveryFilter[] = [
  {},
  { webhookId },
  { webhookId, state: "failed" },
  { webhookId, state: "succeeded" },
  { webhookId, event: "email.opened" },
  { state: "failed" },
  { state: "held" },
  { state: "pending" },
  { state: "failed", event: "email.sent" },
  { event: "email.opened" },
  { event: "contact.deleted" },
  { campaignId },
  { campaignId, state: "failed" },
  { contact },
  { contact, webhookId },
  { journeyId: newId("jny") },
  { journeyId: newId("jny"), nodeId: "call" },
  { nodeId: "call", state: "failed" },
];

test.each(filters.map((filter) => [Object.keys(filter).join(" and ") || "nothing", filter] as const))(
  "a page by %s is read from an index, newest and oldest first",
  async (_, filter) => {
    for (const order of ["newest", "oldest"] as const) {
      const { sql } = ctx;
      const page = firstOf(
        ctx,
        { filter, before: toUuid("dlv", newId("dlv")) },
        { columns: sql`id, state`, order, limit: 51 },
      );
      const plan = await sql<{ "QUERY PLAN": string }[]>`explain ${page}`;
      const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
      // Other months are empty: there it does not matter.
      expect(text).not.toMatch(new RegExp(`Seq Scan on ${await partition()}`));
      expect(text).toMatch(new RegExp(`on ${await partition()}`));
    }
  },
);

async function partition(): Promise<string> {
  const [row] = await ctx.sql<{ name: string }[]>`
    select tableoid::regclass::text as name from deliveries where workspace_id = ${toUuid("wks", ctx.workspace.id)} limit 1`;
  return row?.name ?? "";
}

test("an id range looks at its own months alone", async () => {
  const { sql } = ctx;
  const filter = { from: "2020-01-01T00:00:00.000Z", to: "2020-02-01T00:00:00.000Z" };
  const page = firstOf(ctx, { filter }, { columns: sql`id`, order: "newest", limit: 10 });
  const plan = await sql<{ "QUERY PLAN": string }[]>`explain ${page}`;
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).not.toContain(await partition());
});
