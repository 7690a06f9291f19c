import { expect, test } from "vitest";
import { createTag } from "../audiences/tags/create";
import { deleteTag } from "../audiences/tags/delete";
import { createSegment } from "../segments/create";
import { deleteSegment } from "../segments/delete";
import { createJourney } from "./create";
import { getJourney } from "./get";
import { line, node, trigger } from "./testing/graphs";
import { journeyWorld } from "./testing/world";

const world = journeyWorld();

/** What a journey with this condition is refused for, before and after something was taken away. */
async function issuesAround(field: string, op: string, value: unknown, takeAway: () => Promise<unknown>) {
  const { ctx, audienceId } = world;
  const graph = line(trigger, node("if", "condition", { rules: { all: [{ field, op, value }] } }));
  const { id, issues } = await createJourney(ctx, { name: "J", audienceId, graph });
  await takeAway();
  return [issues, (await getJourney(ctx, { journeyId: id })).issues];
}

test("a condition about a tag that was deleted is named, one about a tag to come is not", async () => {
  const { ctx, audienceId } = world;
  const { id: tagId } = await createTag(ctx, { audienceId, name: "VIP" });
  const remove = () => deleteTag(ctx, { audienceId, tagId });
  expect(await issuesAround("contact.tags", "any_of", [tagId, "Some day"], remove)).toEqual([
    [],
    [{ nodeId: "if", message: "A tag that it asks for was deleted. Choose another one." }],
  ]);
});

test("a condition about a segment that was deleted is named", async () => {
  const { ctx, audienceId } = world;
  const rules = { all: [{ field: "contact.fields.plan", op: "is", value: "pro" }] };
  const { id: segmentId } = await createSegment(ctx, { audienceId, name: "Pro", rules });
  const [before, after] = await issuesAround("segment", "is_in", segmentId, async () => {
    await deleteSegment(ctx, { audienceId, segmentId });
  });
  expect([before, after]).toEqual([[], [{ nodeId: "if", message: expect.stringContaining("no segment") }]]);
});
