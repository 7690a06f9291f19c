import { beforeEach, expect, test } from "vitest";
import { newId, toUuid } from "@/db/ids";
import { journeys } from "@/db/schema";
import { getAudience } from "../../audiences/get";
import type { WorkspaceCtx } from "../../context";
import { getJob } from "../../jobs/get";
import { runDueJobs } from "../../jobs/run-due";
import { testAudience, testWebhookPath } from "../../testing/audience";
import { testCampaign } from "../../testing/campaign";
import { testCtx, testWorkspace } from "../../testing/context";
import { audienceOf } from "../audience-of";
import { change } from "../change";
import { listContacts } from "../list";
import { changeContacts } from "../write";
import { audienceDeletionJob } from "./job";
import { deleteAudience } from "./start";

let ctx: WorkspaceCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, { groups: ["VIP"] });
});

async function fill(audienceId: string, count: number): Promise<void> {
  const config = await audienceOf(ctx, audienceId);
  const source = { type: "api" as const, id: null, requestId: null, ip: null, userAgent: null };
  await changeContacts(
    ctx,
    Array.from({ length: count }, (_, index) =>
      change({
        audience: config,
        target: { email: `n${index}@example.com` },
        intent: "add",
        addTags: ["new"],
        source,
        at: ctx.now(),
      }),
    ),
  );
}
const run = async () => {
  while (await runDueJobs(ctx, [audienceDeletionJob]));
};
const rowsOf = async (audienceUuid: string) => {
  const [row] = await ctx.sql`
    select (select count(*)::int from audiences where id = ${audienceUuid}) as audiences,
      (select count(*)::int from contacts where audience_id = ${audienceUuid}) as contacts,
      (select count(*)::int from inbound_hooks where audience_id = ${audienceUuid}) as hooks,
      (select count(*)::int from inbound_requests where audience_id = ${audienceUuid}) as requests,
      (select count(*)::int from tags where audience_id = ${audienceUuid}) as tags,
      (select count(*)::int from events where audience_id = ${audienceUuid} and data -> 'contact' ->> 'email' is not null
        and type <> 'contact.deleted') as named`;
  return row;
};

test("an audience goes with its contacts, requests and settings, and nothing of another one does", async () => {
  await testWebhookPath(ctx, audience.id);
  const other = await testAudience(ctx);
  await fill(audience.id, 1_001);
  await fill(other.id, 2);
  await ctx.sql`
    insert into inbound_requests (id, workspace_id, audience_id, hook_id, origin, mode, method, headers, status, outcome, message,
      email, duration_ms, created_at)
    values (${toUuid("req", newId("req"))}, ${toUuid("wks", ctx.workspace.id)}, ${audience.uuid}, ${toUuid("hok", newId("hok"))},
      'door', '2', 'POST', '{}', 400, 'refused', 'No', 'never@example.com', 1, now())`;
  const job = await deleteAudience(ctx, { audienceId: audience.id });
  expect(job).toMatchObject({ title: "Delete Newsletter", total: 1_001, done: 0 });
  // Nobody comes in any more from that moment on.
  expect(await rowsOf(audience.uuid)).toMatchObject({ audiences: 1, contacts: 1_001, hooks: 0 });
  await run();
  expect(await getJob(ctx, { jobId: job.id })).toMatchObject({ state: "done", done: 1_001, succeeded: 1_001 });
  expect(await rowsOf(audience.uuid)).toEqual({ audiences: 0, contacts: 0, hooks: 0, requests: 0, tags: 0, named: 0 });
  await expect(getAudience(ctx, { audienceId: audience.id })).rejects.toMatchObject({ code: "not_found" });
  expect((await listContacts(ctx, { audienceId: other.id, limit: 10 })).items).toHaveLength(2);
});

test("a process that dies on the way is followed by one that ends the work", async () => {
  await fill(audience.id, 600);
  const job = await deleteAudience(ctx, { audienceId: audience.id });
  const dying: typeof audienceDeletionJob = {
    ...audienceDeletionJob,
    step: (turn, work) =>
      audienceDeletionJob.step(turn, work, async () => {
        throw new Error("killed before its progress was saved");
      }),
  };
  await runDueJobs(ctx, [dying]);
  expect((await rowsOf(audience.uuid))?.contacts).toBe(100);
  await ctx.sql`update jobs set lease_until = null where id = ${toUuid("job", job.id)}`;
  await run();
  expect(await rowsOf(audience.uuid)).toMatchObject({ audiences: 0, contacts: 0 });
});

test("what is at work with the audience has to end first, and is named", async () => {
  const journeyId = newId("jny");
  await ctx.db.insert(journeys).values({
    id: journeyId,
    workspaceId: ctx.workspace.id,
    audienceId: audience.id,
    name: "Welcome",
    status: "live",
    draft: { nodes: [], edges: [] },
  });
  const campaign = await testCampaign(ctx, audience.id, { status: "sending" });
  const attempt = () => deleteAudience(ctx, { audienceId: audience.id });
  await expect(attempt()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/the live journey Welcome and the campaign Summer Promotion/),
  });
  await ctx.sql`update campaigns set status = 'paused' where id = ${toUuid("cmp", campaign)}`;
  await ctx.sql`update journeys set status = 'paused' where id = ${toUuid("jny", journeyId)}`;
  await attempt();
  await expect(attempt()).rejects.toMatchObject({ message: expect.stringContaining("another deletion") });
  await run();
  expect(await rowsOf(audience.uuid)).toMatchObject({ audiences: 0 });
});

test("another workspace finds no such audience, and a viewer may not", async () => {
  const stranger = await testWorkspace(ctx);
  await expect(deleteAudience(stranger, { audienceId: audience.id })).rejects.toMatchObject({ code: "not_found" });
  const viewer = { ...ctx, actor: { type: "api_key", apiKeyId: "key_x", role: "viewer" } as const };
  await expect(deleteAudience(viewer, { audienceId: audience.id })).rejects.toMatchObject({ code: "forbidden" });
});
