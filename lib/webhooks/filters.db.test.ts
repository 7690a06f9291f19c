import { beforeEach, describe, expect, test } from "vitest";
import { deleteGroup } from "../audiences/groups/delete";
import { getGroupUsage } from "../audiences/groups/usage";
import { createTag } from "../audiences/tags/create";
import { deleteTag } from "../audiences/tags/delete";
import { mergeTag } from "../audiences/tags/merge";
import { updateTag } from "../audiences/tags/update";
import { getTagUsage } from "../audiences/tags/usage";
import { getCampaign } from "../campaigns/get";
import { updateCampaign } from "../campaigns/update";
import { createSegment } from "../segments/create";
import { getSegmentUsage } from "../segments/usage";
import { testAudience } from "../testing/audience";
import { testWorkspace } from "../testing/context";
import { webhookApi } from "./testing/api";
import { type Bench, draft, openBench } from "./testing/bench";

let ctx: Bench["ctx"];
let audience: Bench["audience"];
let at: Bench["at"];
let api: Bench["api"];
let create: Bench["create"];
let ref: Bench["ref"];

beforeEach(async () => {
  ({ ctx, audience, at, api, create, ref } = await openBench());
});

describe("filters", () => {
  test("a tag keeps its place under a new name; a deleted one is still named", async () => {
    const tag = await createTag(ctx, { audienceId: audience.id, name: "VIP" });
    const made = await create({ filters: { tags: ["vip", "unheard-of"], groups: [audience.groupIds[0]] } });
    expect(made.filters).toEqual({ tags: ["VIP", "unheard-of"], groups: [audience.groupIds[0]] });
    expect(made.warning).toBe("There is no tag named unheard-of in Newsletter yet.");
    await updateTag(ctx, { audienceId: audience.id, tagId: tag.id, name: "Gold" });
    const shown = async () => (await api.campaign.get(ref(made))).json.filters;
    expect((await shown()).tags).toEqual(["Gold", "unheard-of"]);
    const at = { audienceId: audience.id, tagId: tag.id };
    const used = [{ type: "webhook", id: made.id, name: "The webhook to 127.0.0.1:9" }];
    expect((await getTagUsage(ctx, at)).places).toEqual(used);
    const group = { audienceId: audience.id, groupId: audience.groupIds[0] ?? "" };
    expect((await getGroupUsage(ctx, group)).places).toEqual(used);
    await deleteTag(ctx, at);
    expect((await shown()).tags).toEqual(["Gold", "unheard-of"]);
    await deleteGroup(ctx, group);
    expect((await shown()).groups).toEqual([audience.groupIds[0]]);
    // What was there before may be saved again.
    expect((await api.campaign.update(ref(made), { filters: await shown() })).status).toBe(200);
  });

  test("a campaign takes its webhooks along to another audience: tags by their names, groups and segments not at all", async () => {
    const other = await testAudience(ctx);
    const [vip, theirs] = [
      await createTag(ctx, { audienceId: audience.id, name: "VIP" }),
      await createTag(ctx, { audienceId: other.id, name: "vip" }),
    ];
    const tagged = await create({ filters: { tags: ["VIP"], links: ["https://a.example/"] } });
    const grouped = await create({ name: "CRM", filters: { groups: [audience.groupIds[0]] } });
    const move = () => updateCampaign(ctx, { campaignId: at.campaignId, audienceId: other.id });
    await expect(move()).rejects.toMatchObject({
      code: "invalid_input",
      issues: [{ path: "audienceId", message: expect.stringMatching(/^The webhook CRM asks for groups or segments/) }],
    });
    expect((await getCampaign(ctx, at)).audienceId).toBe(audience.id);
    await api.campaign.update(ref(grouped), { filters: null });
    expect((await move()).audienceId).toBe(other.id);
    // The old audience's tag is none of its business any more.
    await updateTag(ctx, { audienceId: audience.id, tagId: vip.id, name: "Gold" });
    await updateTag(ctx, { audienceId: other.id, tagId: theirs.id, name: "Very important" });
    expect((await api.campaign.get(ref(tagged))).json.filters).toEqual({
      tags: ["Very important"],
      links: ["https://a.example/"],
    });
  });

  test("a merged tag becomes the other one", async () => {
    const [tag, into] = [
      await createTag(ctx, { audienceId: audience.id, name: "old" }),
      await createTag(ctx, { audienceId: audience.id, name: "new" }),
    ];
    const made = await create({ filters: { tags: ["old"] } });
    await mergeTag(ctx, { audienceId: audience.id, tagId: tag.id, intoTagId: into.id });
    await updateTag(ctx, { audienceId: audience.id, tagId: into.id, name: "newest" });
    expect((await api.campaign.get(ref(made))).json.filters.tags).toEqual(["newest"]);
  });

  test("a campaign's know its audience alone, the workspace's those of all audiences", async () => {
    const other = await testAudience(ctx, { groups: ["Elsewhere"] });
    const rules = { all: [{ field: "contact.email", op: "is_set" }] };
    const { id: segmentId } = await createSegment(ctx, { audienceId: other.id, name: "Loyal", rules });
    const filters = { groups: other.groupIds, segments: [segmentId] };
    const refused = await api.campaign.create(at, { ...draft, filters });
    expect(refused.json.error.issues.map(({ path }: { path: string }) => path)).toEqual([
      "filters.groups.0",
      "filters.segments.0",
    ]);
    const own = (await api.workspace.create({}, { ...draft, name: "CRM", filters })).json;
    expect(own.filters).toEqual(filters);
    const used = await getSegmentUsage(ctx, { audienceId: other.id, segmentId });
    expect(used.places).toEqual([{ type: "webhook", id: own.id, name: "CRM" }]);
    const stranger = await testWorkspace(ctx);
    const theirs = await webhookApi(ctx, stranger);
    expect((await theirs.workspace.create({}, { ...draft, filters })).status).toBe(400);
  });
});
