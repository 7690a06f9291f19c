import { expect, test } from "vitest";
import { testAudience } from "../testing/audience";
import { testCampaign } from "../testing/campaign";
import { testCtx, testWorkspace } from "../testing/context";
import { createSegment } from "./create";
import { getSegmentUsage } from "./usage";

test("a segment's users are the segments that read it and the campaigns that are still going to it", async () => {
  const ctx = await testWorkspace(await testCtx());
  const { id: audienceId } = await testAudience(ctx);
  const create = (name: string, field: string, op: string, value: unknown) =>
    createSegment(ctx, { audienceId, name, rules: { all: [{ field, op, value }] } });
  const { id: segmentId } = await create("Customers", "contact.tags", "contains", "customer");
  const reader = await create("No customers", "segment", "is_not_in", segmentId);
  const draft = await testCampaign(ctx, audienceId, { name: "Draft", segmentId });
  const paused = await testCampaign(ctx, audienceId, { name: "Paused", segmentId, status: "paused" });
  await testCampaign(ctx, audienceId, { name: "Sent", segmentId, status: "sent" });
  await testCampaign(ctx, audienceId, { name: "To all" });
  expect((await getSegmentUsage(ctx, { audienceId, segmentId })).places).toEqual([
    { type: "segment", id: reader.id, name: "No customers" },
    { type: "campaign", id: draft, name: "Draft" },
    { type: "campaign", id: paused, name: "Paused" },
  ]);
});
