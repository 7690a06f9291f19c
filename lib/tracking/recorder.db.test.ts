import { beforeEach, describe, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { createContact } from "../contacts/create";
import { listContactEvents } from "../contacts/history";
import { testAudience } from "../testing/audience";
import { testWorkspace } from "../testing/context";
import { createRecorder } from "./recorder";
import { toldEvent as event, type Sender, testSender } from "./testing/sender";
import { trackEvents } from "./track-events";

let ctx: Sender["ctx"];
let add: Sender["add"];
let timeline: Sender["timeline"];
let types: Sender["types"];
beforeEach(async () => {
  ({ ctx, add, timeline, types } = await testSender());
});

describe("requests that arrive together", () => {
  const transactions = async (type: string) =>
    (
      await ctx.sql`select distinct xmin from events where workspace_id = ${toUuid("wks", ctx.workspace.id)} and type = ${type}`
    ).length;

  test("share transactions, and each is answered as if it had come alone", async () => {
    const contactIds = await Promise.all(Array.from({ length: 5 }, (_, index) => add(`n${index}@example.com`)));
    const { record } = createRecorder(ctx);
    const bodies = Array.from({ length: 200 }, (_, index) => event({ contactId: contactIds[index % 5] }));
    const answers = await Promise.all(bodies.map(async (body) => (await trackEvents(ctx, body, record)).results));
    for (const [index, results] of answers.entries())
      expect(results).toMatchObject([{ index: 0, id: bodies[index]?.id, status: "accepted" }]);
    expect(new Set(answers.flat().map(({ eventId }) => eventId)).size).toBe(200);
    expect(await transactions("order.placed")).toBeLessThanOrEqual(4);
  });

  test("keep their errors, their duplicates and their lists' places to themselves", async () => {
    const contactId = await add("x@example.com");
    const { record } = createRecorder(ctx);
    const good = event({ contactId });
    const [taken, again, other, nobody, malformed, list] = await Promise.allSettled([
      trackEvents(ctx, good, record),
      trackEvents(ctx, good, record),
      trackEvents(ctx, { ...good, data: { other: true } }, record),
      trackEvents(ctx, event({ email: "nobody@example.com" }), record),
      trackEvents(ctx, event({ contactId, at: "yesterday" }), record),
      trackEvents(ctx, [event({ email: "nobody@example.com" }), { ...good, data: { x: 1 } }, good, good], record),
    ]);
    expect(taken).toMatchObject({ value: { results: [{ status: "accepted" }] } });
    expect(again).toMatchObject({ value: { results: [{ index: 0, status: "duplicate" }] } });
    expect(other).toMatchObject({ reason: { code: "idempotency_mismatch" } });
    expect(nobody).toMatchObject({ reason: { code: "not_found" } });
    expect(malformed).toMatchObject({ reason: { code: "invalid_input" } });
    expect(list).toMatchObject({
      value: {
        results: [
          { index: 0, status: "refused", code: "not_found" },
          { index: 1, status: "refused", code: "idempotency_mismatch" },
          { index: 2, status: "duplicate" },
          { index: 3, status: "duplicate" },
        ],
      },
    });
    expect((await types(contactId)).filter((type) => type === "order.placed")).toHaveLength(1);
  });

  test("of several workspaces stay each in its own, under the same ids and addresses", async () => {
    const other = await testWorkspace(ctx);
    const elsewhere = await testAudience(other);
    const here = await add("x@example.com");
    const there = (
      await createContact(other, {
        audienceId: elsewhere.id,
        email: "x@example.com",
        fields: {},
        tags: [],
        groupIds: [],
      })
    ).id;
    const { record } = createRecorder(ctx);
    const body = { id: "same", type: "order.placed", email: "x@example.com" };
    const [first, second, foreign] = await Promise.all([
      trackEvents(ctx, body, record),
      trackEvents(other, { ...body, data: { total: 2 } }, record),
      trackEvents(other, [event({ contactId: here })], record),
    ]);
    expect([first, second]).toMatchObject([
      { results: [{ status: "accepted" }] },
      { results: [{ status: "accepted" }] },
    ]);
    expect(foreign).toMatchObject({ results: [{ status: "refused", code: "not_found" }] });
    expect((await timeline(here))[0]).toMatchObject({ type: "order.placed", id: first?.results[0]?.eventId });
    const { items } = await listContactEvents(other, { audienceId: elsewhere.id, contactId: there, limit: 5 });
    expect(items[0]).toMatchObject({ id: second?.results[0]?.eventId, data: { total: 2 } });
  });
});
