import { beforeEach, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { shardOf } from "../events/emit";
import { relayEvents } from "../events/relay";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { createSegment } from "./create";
import { stalePlanner } from "./plan-stale";
import { recalculateSegments } from "./recalculate";
import type { Rules } from "./rules";
import { membersOf, put, settle } from "./testing/settle";

let ctx: WorkspaceCtx & TestCtx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.sql`truncate outbox, stale_contacts, segment_turns, segments cascade`;
});

const tagged: Rules = { all: [{ field: "contact.tags", op: "contains", value: "gold" }] };

/** An audience with a built segment. */
async function audienceWithSegment() {
  const { id, uuid } = await testAudience(ctx);
  const segment = await createSegment(ctx, { audienceId: id, name: "Gold", rules: tagged });
  await settle(ctx);
  return { id, uuid, segmentId: segment.id };
}
type Known = Awaited<ReturnType<typeof audienceWithSegment>>;

const storeRules = ({ segmentId }: Known, rules: unknown) => ctx.sql`
  update segments set rules = ${JSON.stringify(rules)}::text::jsonb, version = version + 1, built_version = version + 1
  where id = ${toUuid("seg", segmentId)}`;
/** Nothing of the audience can be evaluated any more: what is stored is no rule. */
const breakRules = (audience: Known) => storeRules(audience, "no rule");
const relay = async () => {
  while (await relayEvents(ctx, [stalePlanner]));
};
const members = ({ id, segmentId }: Known) => membersOf(ctx, id, segmentId);

/** Two audiences whose marks lie in one queue, one behind the other. */
async function neighbours(): Promise<[Known, Known]> {
  const first = await audienceWithSegment();
  for (;;) {
    const second = await audienceWithSegment();
    if (shardOf(second.uuid) === shardOf(first.uuid)) return [first, second];
  }
}

test("an audience that fails every time holds up no other one, also not those whose changes lie behind its own", async () => {
  const [broken, behind] = await neighbours();
  const elsewhere = await Promise.all([1, 2, 3].map(audienceWithSegment));
  await breakRules(broken);
  for (const audience of [broken, behind, ...elsewhere]) {
    await put(ctx, audience.id, "ada@example.com", { addTags: ["gold"] });
    await relay();
  }
  for (let round = 0; round < 3; round++) await expect(recalculateSegments(ctx)).rejects.toThrow();
  for (const audience of [behind, ...elsewhere]) expect(await members(audience)).toEqual(["ada@example.com"]);
  // What failed is still due, and is done once it can be.
  await storeRules(broken, tagged);
  while (await recalculateSegments(ctx));
  expect(await members(broken)).toEqual(["ada@example.com"]);
});

test("nor do more of its turns than a step takes hide those of the others", async () => {
  const broken = await audienceWithSegment();
  const well = await audienceWithSegment();
  await put(ctx, well.id, "ada@example.com", { addTags: ["gold"] });
  await relay();
  await breakRules(broken);
  await ctx.sql`delete from stale_contacts`;
  await ctx.sql`
    insert into segment_turns (segment_id, contact_id, due_at)
    select ${toUuid("seg", broken.segmentId)}::uuid, gen_random_uuid(), ${ctx.now()}::timestamptz - interval '1 hour'
    from generate_series(1, 1001)
    union all
    select ${toUuid("seg", well.segmentId)}::uuid, id, ${ctx.now()} from contacts where audience_id = ${well.uuid}`;
  await expect(recalculateSegments(ctx)).rejects.toThrow();
  expect(await members(well)).toEqual(["ada@example.com"]);
});
