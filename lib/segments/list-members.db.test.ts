import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { testCtx, testWorkspace } from "../testing/context";
import { listSegmentMembersContract } from "./contract";
import { createSegment } from "./create";
import { listSegmentMembers } from "./list-members";
import { put, settle } from "./testing/settle";

let ctx: WorkspaceCtx;
let audienceId: string;
let segmentId: string;

/** Ada, Bob, Cy and Dan are members, in the order of their making; Eve is not. */
beforeAll(async () => {
  ctx = await testWorkspace(await testCtx());
  ({ id: audienceId } = await testAudience(ctx));
  for (const [name, last] of [
    ["Ada", "Lovelace"],
    ["Bob", "Love"],
    ["Cy", "Young"],
    ["Dan", "Lovell"],
    ["Eve", "Love"],
  ] as const)
    await put(ctx, audienceId, `${name.toLowerCase()}@example.com`, {
      fields: { first_name: name, last_name: last },
      addTags: name === "Eve" ? [] : ["gold"],
    });
  const rules = { all: [{ field: "contact.tags", op: "contains", value: "gold" }] };
  ({ id: segmentId } = await createSegment(ctx, { audienceId, name: "Gold", rules }));
  await settle(ctx);
});

/** The answer to a query string, read as the route reads it. */
const list = (query: string) =>
  listSegmentMembers(ctx, {
    audienceId,
    segmentId,
    ...listSegmentMembersContract.query.parse(Object.fromEntries(new URLSearchParams(query))),
  });
const names = async (query: string) => (await list(query)).items.map(({ email }) => email.split("@")[0]);

describe("an address", () => {
  test("finds its member alone, however it is written", async () => {
    const { items, nextCursor } = await list("email=ada@example.com");
    expect(items).toMatchObject([{ email: "ada@example.com", enteredAt: ctx.now().toISOString() }]);
    expect(nextCursor).toBeNull();
    expect(await names("email=%20ADA@Example.com%20")).toEqual(["ada"]);
  });

  test("is exact: neither its beginning nor what is none finds anybody", async () => {
    expect(await names("email=ada@example.co")).toEqual([]);
    expect(await names("email=ada")).toEqual([]);
    expect(await names("email=")).toEqual([]);
  });

  test("of a contact that is not in the segment finds nobody", async () => {
    expect(await names("email=eve@example.com")).toEqual([]);
  });

  test("is narrowed by words and by the page before", async () => {
    expect(await names("email=ada@example.com&search=lovelace")).toEqual(["ada"]);
    expect(await names("email=ada@example.com&search=young")).toEqual([]);
    const { nextCursor } = await list("limit=2");
    expect(await names(`email=ada@example.com&cursor=${nextCursor}`)).toEqual(["ada"]);
    expect(await names(`email=dan@example.com&cursor=${nextCursor}`)).toEqual([]);
    expect(await names(`email=ada@example.com&search=love&limit=1&cursor=${nextCursor}`)).toEqual(["ada"]);
  });
});

describe("words", () => {
  test("begin a word of address or name, all of them, in any order", async () => {
    expect(await names("search=love")).toEqual(["dan", "bob", "ada"]);
    expect(await names("search=LOVEL%20da")).toEqual(["dan"]);
    expect(await names("search=lovelace%20dan")).toEqual([]);
    expect(await names("search=ovel")).toEqual([]);
  });

  test("of signs alone narrow nothing", async () => {
    expect(await names("search=%20%27")).toEqual(["dan", "cy", "bob", "ada"]);
  });
});

describe("pages", () => {
  test("follow one another without a gap or a repetition, newest contact first, also of a search", async () => {
    const first = await list("search=love&limit=2");
    expect(first.items.map(({ email }) => email)).toEqual(["dan@example.com", "bob@example.com"]);
    const second = await list(`search=love&limit=2&cursor=${first.nextCursor}`);
    expect(second.items.map(({ email }) => email)).toEqual(["ada@example.com"]);
    expect(second.nextCursor).toBeNull();
  });

  test("begin after a cursor of ours, also when its contact is no member, and after no other", async () => {
    expect(await names(`cursor=${newId("con")}`)).toEqual(["dan", "cy", "bob", "ada"]);
    await expect(list("cursor=2")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(list(`email=ada@example.com&cursor=${segmentId}`)).rejects.toMatchObject({ code: "invalid_input" });
  });
});

test("another workspace finds nothing of it", async () => {
  const stranger = await testWorkspace(ctx);
  const query = { audienceId, segmentId, email: "ada@example.com", limit: 50 };
  await expect(listSegmentMembers(stranger, query)).rejects.toMatchObject({ code: "not_found" });
});
