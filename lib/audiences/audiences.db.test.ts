import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { contactStatuses } from "@/db/enums";
import { newId } from "@/db/ids";
import { audienceCounters, audiences } from "@/db/schema";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { createAudience } from "./create";
import { listFields } from "./fields/list";
import { getAudience } from "./get";
import { listAudiences } from "./list";
import { bumpConfig } from "./load";
import { updateAudience } from "./update";

let base: TestCtx;
beforeAll(async () => {
  base = await testCtx();
});

const notThere = expect.objectContaining({ code: "not_found" });
const versionOf = async (audienceId: string) => {
  const [row] = await base.db.select().from(audiences).where(eq(audiences.id, audienceId));
  return row?.configVersion;
};

test("a new audience has first and last name, no contacts and a confirmation mail", async () => {
  const ctx = await testWorkspace(base);
  const audience = await createAudience(ctx, { name: "Newsletter", doubleOptIn: true });
  expect(audience).toMatchObject({
    name: "Newsletter",
    doubleOptIn: true,
    confirmationExpiryDays: 7,
    contacts: { subscribed: 0, unconfirmed: 0, unsubscribed: 0, bounced: 0, complained: 0 },
  });
  expect(await getAudience(ctx, { audienceId: audience.id })).toEqual(audience);
  const { items } = await listFields(ctx, { audienceId: audience.id });
  expect(items.map(({ key, label, type, required }) => [key, label, type, required])).toEqual([
    ["first_name", "First name", "text", false],
    ["last_name", "Last name", "text", false],
  ]);
});

test("an audience shows its contacts by status", async () => {
  const ctx = await testWorkspace(base);
  const { id } = await createAudience(ctx, { name: "Counted", doubleOptIn: false });
  await ctx.db
    .insert(audienceCounters)
    .values(
      contactStatuses.flatMap((status) => [2, 1].map((contacts, slot) => ({ audienceId: id, status, slot, contacts }))),
    );
  const contacts = { subscribed: 3, unconfirmed: 3, unsubscribed: 3, bounced: 3, complained: 3 };
  expect((await getAudience(ctx, { audienceId: id })).contacts).toEqual(contacts);
  expect((await listAudiences(ctx, { limit: 10 })).items[0]?.contacts).toEqual(contacts);
});

test("the list goes page by page, newest first, and shows only this workspace's audiences", async () => {
  const ctx = await testWorkspace(base);
  const other = await testWorkspace(base);
  await createAudience(other, { name: "Theirs", doubleOptIn: false });
  for (const name of ["One", "Two", "Three"]) await createAudience(ctx, { name, doubleOptIn: false });
  const first = await listAudiences(ctx, { limit: 2 });
  expect(first.items.map(({ name }) => name)).toEqual(["Three", "Two"]);
  const second = await listAudiences(ctx, { limit: 2, cursor: first.nextCursor ?? "" });
  expect(second.items.map(({ name }) => name)).toEqual(["One"]);
  expect(second.nextCursor).toBeNull();
});

test("a cursor that the list did not give out is refused", async () => {
  const ctx = await testWorkspace(base);
  await expect(listAudiences(ctx, { limit: 2, cursor: "2" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("another workspace can't see or change the audience", async () => {
  const ctx = await testWorkspace(base);
  const other = await testWorkspace(base);
  const { id: audienceId } = await createAudience(ctx, { name: "Ours", doubleOptIn: false });
  await expect(getAudience(other, { audienceId })).rejects.toEqual(notThere);
  await expect(updateAudience(other, { audienceId, name: "Theirs" })).rejects.toEqual(notThere);
  await expect(bumpConfig(other, audienceId)).rejects.toEqual(notThere);
  expect((await getAudience(ctx, { audienceId })).name).toBe("Ours");
});

test("an id that nobody has is not found", async () => {
  const ctx = await testWorkspace(base);
  await expect(getAudience(ctx, { audienceId: newId("aud") })).rejects.toEqual(notThere);
});

test("a change keeps what it does not name and raises the configuration's version", async () => {
  const ctx = await testWorkspace(base);
  const before = await createAudience(ctx, { name: "Before", doubleOptIn: false });
  const after = await updateAudience(ctx, { audienceId: before.id, doubleOptIn: true, confirmationExpiryDays: 3 });
  expect(after).toMatchObject({ name: "Before", doubleOptIn: true, confirmationExpiryDays: 3 });
  expect(after.confirmationText).toBe(before.confirmationText);
  expect(await versionOf(before.id)).toBe(2);
});

test("changes at the same time each raise the version", async () => {
  const ctx = await testWorkspace(base);
  const { id: audienceId } = await createAudience(ctx, { name: "Busy", doubleOptIn: false });
  await Promise.all(Array.from({ length: 10 }, (_, i) => updateAudience(ctx, { audienceId, name: `Busy ${i}` })));
  expect(await versionOf(audienceId)).toBe(11);
});

test("a viewer sees audiences and changes none", async () => {
  const ctx = await testWorkspace(base, "viewer");
  expect((await listAudiences(ctx, { limit: 10 })).items).toEqual([]);
  await expect(createAudience(ctx, { name: "No", doubleOptIn: false })).rejects.toMatchObject({ code: "forbidden" });
  await expect(updateAudience(ctx, { audienceId: newId("aud"), name: "No" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
