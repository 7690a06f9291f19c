import { beforeAll, beforeEach, expect, test } from "vitest";
import { getFieldUsage } from "../audiences/fields/usage";
import { getGroupUsage } from "../audiences/groups/usage";
import { createTag } from "../audiences/tags/create";
import { getTagUsage } from "../audiences/tags/usage";
import type { WorkspaceCtx } from "../context";
import { createSegment } from "../segments/create";
import { getSegmentUsage } from "../segments/usage";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { createJourney } from "./create";
import type { Graph, GraphNode } from "./graph/graph";
import { saveJourney } from "./save";
import { line, node, trigger } from "./testing/graphs";
import { liveJourney } from "./testing/settle";

let base: TestCtx;
let ctx: TestCtx & WorkspaceCtx;
let audienceId: string;
let groupId: string;
beforeAll(async () => {
  base = await testCtx();
});
beforeEach(async () => {
  ctx = await testWorkspace(base);
  const audience = await testAudience(ctx, { fields: [{ key: "plan" }, { key: "plan_b" }], groups: ["VIP"] });
  [audienceId, groupId] = [audience.id, audience.groupIds[0] ?? ""];
});

const holding = (block: GraphNode): Graph => line(trigger, block);
const journey = (name: string, block: GraphNode) => createJourney(ctx, { name, audienceId, graph: holding(block) });
const names = ({ places }: { places: { type: string; name: string }[] }) =>
  places.filter(({ type }) => type === "journey").map(({ name }) => name);
const rules = (field: string, op: string, value: unknown) => ({ rules: { all: [{ any: [{ field, op, value }] }] } });

test("a data field is used by the journeys that read or write it, in whatever way, and by no other", async () => {
  await journey("writes", node("a", "update_contact", { fields: [{ key: "plan", value: "pro" }] }));
  await journey("waits", node("a", "delay", { mode: "date", field: "plan" }));
  await journey("keeps", node("a", "webhook", { save: [{ path: "x", to: "field", key: "plan" }] }));
  await journey("asks", node("a", "condition", rules("contact.fields.plan", "is", "pro")));
  await journey("fills in", node("a", "send_email", { html: "<p>{{ contact.plan }}</p>" }));
  await journey("tags only", node("a", "webhook", { save: [{ path: "x", to: "tag", key: "plan" }] }));
  await journey("another field", node("a", "condition", rules("contact.fields.plan_b", "is", "plan")));
  expect(names(await getFieldUsage(ctx, { audienceId, key: "plan" }))).toEqual([
    "asks",
    "fills in",
    "keeps",
    "waits",
    "writes",
  ]);
  expect(names(await getFieldUsage(ctx, { audienceId, key: "plan_b" }))).toEqual(["another field"]);
  expect(names(await getFieldUsage(ctx, { audienceId, key: "last_name" }))).toEqual([]);
});

test("a tag is used by the journeys that give, take or ask for it, by name or id", async () => {
  const tag = await createTag(ctx, { audienceId, name: "Hot Lead" });
  await journey("gives", node("a", "update_contact", { addTags: ["hot lead"] }));
  await journey("takes", node("a", "update_contact", { removeTags: ["Hot Lead"] }));
  await journey("asks", node("a", "condition", rules("contact.tags", "any_of", ["x", tag.id])));
  await journey("says the words", node("a", "update_contact", { fields: [{ key: "plan", value: "Hot Lead" }] }));
  expect(names(await getTagUsage(ctx, { audienceId, tagId: tag.id }))).toEqual(["asks", "gives", "takes"]);
});

test("groups and segments are used by what names them, drafts and published versions alike", async () => {
  const segment = await createSegment(ctx, {
    audienceId,
    name: "Pro",
    rules: { all: [{ field: "contact.fields.plan", op: "is", value: "pro" }] },
  });
  await journey("joins", node("a", "update_contact", { joinGroups: [groupId] }));
  const start = node("start", "trigger", { on: "segment", segmentId: segment.id });
  const id = await liveJourney(ctx, audienceId, line(start, node("end", "exit")), "published");
  await saveJourney(ctx, { journeyId: id, graph: line(trigger) });
  await journey("asks", node("a", "condition", rules("segment", "is_in", segment.id)));
  expect(names(await getGroupUsage(ctx, { audienceId, groupId }))).toEqual(["joins"]);
  expect(names(await getSegmentUsage(ctx, { audienceId, segmentId: segment.id }))).toEqual(["asks", "published"]);
});
