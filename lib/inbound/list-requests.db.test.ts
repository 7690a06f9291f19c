import { beforeEach, describe, expect, it } from "vitest";
import { fromUuid, newId, newUuid } from "@/db/ids";
import { inboundRequests } from "@/db/schema";
import { testAudience } from "../testing/audience";
import { testCtx, testWorkspace } from "../testing/context";
import type { RequestFilter } from "./contract";
import { listRequests } from "./list-requests";

type Ctx = Awaited<ReturnType<typeof testWorkspace<Awaited<ReturnType<typeof testCtx>>>>>;
let ctx: Ctx;
let audiences: string[];
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audiences = [(await testAudience(ctx)).id, (await testAudience(ctx)).id];
});

/** Logs a request and answers its id. Ids are made in order, so later calls are newer. */
async function log(row: Partial<typeof inboundRequests.$inferInsert> & { audienceId: string }): Promise<string> {
  const id = fromUuid("req", newUuid());
  await ctx.db.insert(inboundRequests).values({
    id,
    workspaceId: ctx.workspace.id,
    hookId: newId("hok"),
    origin: "door",
    mode: "",
    method: "POST",
    headers: {},
    status: 200,
    outcome: "created",
    message: "ok",
    durationMs: 1,
    createdAt: ctx.now(),
    ...row,
  });
  return id;
}
const refused = { status: 400, outcome: "refused" };
const idsOf = async (filter: RequestFilter & { audienceId?: string }) =>
  (await listRequests(ctx, { limit: 50, ...filter })).items.map(({ id }) => id);

describe("the ledger's list", () => {
  it("shows refused requests of all audiences newest first, page by page, each once", async () => {
    const [a = "", b = ""] = audiences;
    const made: string[] = [];
    for (const audienceId of [a, b, b, a, b, a, a]) {
      made.unshift(await log({ audienceId, ...refused }));
      await log({ audienceId });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRequests(ctx, { limit: 3, status: "refused", cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(made);
  });

  it("is narrowed by webhook, outcome, method, status, source and time, alone and together", async () => {
    const [a = "", b = ""] = audiences;
    const hookId = newId("hok");
    const get = await log({ audienceId: a, method: "GET", hookId });
    const exists = await log({ audienceId: a, status: 409, outcome: "exists", hookId });
    const replay = await log({ audienceId: b, origin: "replay", replayOf: exists });
    expect(await idsOf({ webhookId: hookId })).toEqual([exists, get]);
    expect(await idsOf({ outcome: "exists" })).toEqual([exists]);
    expect(await idsOf({ outcome: "created" })).toEqual([replay, get]);
    expect(await idsOf({ method: "GET" })).toEqual([get]);
    expect(await idsOf({ status: 409 })).toEqual([exists]);
    expect(await idsOf({ origin: "replay" })).toEqual([replay]);
    expect(await idsOf({ webhookId: hookId, status: "accepted", method: "GET", audienceId: a })).toEqual([get]);
    expect(await idsOf({ webhookId: hookId, audienceId: b })).toEqual([]);
    expect(await idsOf({ to: new Date(Date.now() - 60_000).toISOString() })).toEqual([]);
    expect(await idsOf({ status: "accepted", outcome: "exists" })).toEqual([]);
    const deleted = await log({ audienceId: a, outcome: "deleted" });
    const test = await log({ audienceId: b, origin: "test", outcome: "status_kept" });
    expect(await idsOf({ outcome: "deleted" })).toEqual([deleted]);
    expect(await idsOf({ outcome: "status_kept", origin: "test" })).toEqual([test]);
    expect(await idsOf({ outcome: "repeated" })).toEqual([]);
  });

  it("says which webhook a request came to, and that it is gone", async () => {
    await log({ audienceId: audiences[0] ?? "" });
    expect((await listRequests(ctx, { limit: 1 })).items[0]).toMatchObject({ webhook: null });
  });

  it("shows nothing of another workspace", async () => {
    await log({ audienceId: audiences[0] ?? "", ...refused });
    const stranger = await testWorkspace(ctx);
    for (const filter of [{}, { status: "refused" as const }])
      expect((await listRequests(stranger, { limit: 5, ...filter })).items).toEqual([]);
  });
});
