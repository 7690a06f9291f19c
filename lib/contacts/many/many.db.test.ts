import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { testAudience } from "../../testing/audience";
import { testCtx, testWorkspace } from "../../testing/context";
import { createContact } from "../create";
import { listContacts } from "../list";
import { changeManyContacts } from "./change";
import { changeContactsContract } from "./contract";
import { deleteManyContacts } from "./delete";

let ctx: WorkspaceCtx;
let audience: Awaited<ReturnType<typeof testAudience>>;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  audience = await testAudience(ctx, { groups: ["VIP", "Beta"] });
});

const add = async (email: string, tags: string[] = []) =>
  (await createContact(ctx, { audienceId: audience.id, email, fields: {}, tags, groupIds: [] })).id;
const change = (ids: string[], what: Partial<Parameters<typeof changeManyContacts>[1]>) =>
  changeManyContacts(ctx, {
    audienceId: audience.id,
    ids,
    addTags: [],
    removeTags: [],
    addGroupIds: [],
    removeGroupIds: [],
    ...what,
  });
const list = async () => (await listContacts(ctx, { audienceId: audience.id, limit: 50 })).items;

test("contacts get tags and groups or lose them, the others stay as they are, and each change is an event", async () => {
  const [vip = ""] = audience.groupIds;
  const ada = await add("ada@example.com", ["old"]);
  const bob = await add("bob@example.com");
  await add("cy@example.com", ["old"]);
  expect(await change([ada, bob, ada], { addTags: ["new"], removeTags: ["OLD"], addGroupIds: [vip] })).toEqual({
    changed: 2,
    unchanged: 0,
    missing: 0,
  });
  const shown = Object.fromEntries(
    (await list()).map(({ email, tags, groups }) => [email, [...tags, ...groups.map(({ name }) => name)]]),
  );
  expect(shown).toEqual({
    "ada@example.com": ["new", "VIP"],
    "bob@example.com": ["new", "VIP"],
    "cy@example.com": ["old"],
  });
  const events = await ctx.sql<{ type: string }[]>`
    select type from events where audience_id = ${audience.uuid} and type like 'contact.tag%' or type like 'contact.group%'
    order by type`;
  expect(events.map(({ type }) => type).filter((type) => type !== "contact.tag_added")).toEqual([
    "contact.group_joined",
    "contact.group_joined",
    "contact.tag_removed",
  ]);
  expect(await change([ada, bob], { addTags: ["NEW"], removeGroupIds: [vip] })).toMatchObject({ changed: 2 });
  expect(await change([ada, bob], { addTags: ["new"], removeGroupIds: [vip] })).toMatchObject({ unchanged: 2 });
});

test("who is gone is counted, who is another audience's is not touched", async () => {
  const ada = await add("ada@example.com");
  const other = await testAudience(ctx);
  const stranger = await createContact(ctx, {
    audienceId: other.id,
    email: "eve@example.com",
    fields: {},
    tags: [],
    groupIds: [],
  });
  const ids = [ada, stranger.id, newId("con")];
  expect(await change(ids, { addTags: ["new"] })).toEqual({ changed: 1, unchanged: 0, missing: 2 });
  expect(await deleteManyContacts(ctx, { audienceId: audience.id, ids })).toEqual({ deleted: 1, missing: 2 });
  expect(await list()).toEqual([]);
  expect((await listContacts(ctx, { audienceId: other.id, limit: 1 })).items[0]).toMatchObject({ tags: [] });
});

test("an unknown group changes nobody, another workspace and a viewer may nothing", async () => {
  const ada = await add("ada@example.com");
  await expect(change([ada], { addTags: ["new"], addGroupIds: [newId("grp")] })).rejects.toMatchObject({
    code: "invalid_input",
  });
  expect((await list())[0]?.tags).toEqual([]);
  const stranger = await testWorkspace(ctx);
  const input = { audienceId: audience.id, ids: [ada] };
  await expect(deleteManyContacts(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  const viewer = { ...ctx, actor: { type: "api_key", apiKeyId: "key_x", role: "viewer" } as const };
  await expect(deleteManyContacts(viewer, input)).rejects.toMatchObject({ code: "forbidden" });
  expect(await list()).toHaveLength(1);
});

test("more than one batch at once is refused with the number", () => {
  const ids = Array.from({ length: 501 }, () => newId("con"));
  const parsed = changeContactsContract.body.safeParse({ ids });
  expect(parsed.error?.issues[0]?.message).toBe("At most 500 contacts can be named at once.");
});
