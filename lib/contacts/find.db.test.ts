import { beforeEach, expect, test } from "vitest";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { findContactsContract } from "./contract";
import { createContact } from "./create";
import { findContacts } from "./find";

let ctx: WorkspaceCtx & TestCtx;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
});

const add = async (of: WorkspaceCtx, audienceId: string, email: string) =>
  (await createContact(of, { audienceId, email, fields: {}, tags: [], groupIds: [] })).id;

test("an address is found in every audience of the workspace, however it is written, and nowhere else", async () => {
  const [first, second] = [await testAudience(ctx), await testAudience(ctx)];
  const ids = [await add(ctx, first.id, "ann@example.com"), await add(ctx, second.id, "Ann@Example.com")];
  await add(ctx, first.id, "annie@example.com");
  const stranger = await testWorkspace(ctx);
  await add(stranger, (await testAudience(stranger)).id, "ann@example.com");
  const found = await findContacts(ctx, { email: " ANN@example.com " });
  expect(findContactsContract.answer.parse(found)).toEqual(found);
  expect(found.items.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(new Set(found.items.map(({ audience }) => audience.id))).toEqual(new Set([first.id, second.id]));
});

test("what is no address is nobody's", async () => {
  expect(await findContacts(ctx, { email: "ann@" })).toEqual({ items: [] });
});
