import { beforeEach, expect, test } from "vitest";
import { jobs } from "@/db/schema";
import { createContact } from "../contacts/create";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { exportContacts } from "./export";
import { importOf, rows } from "./testing/importing";

let ctx: TestCtx & WorkspaceCtx;
let audienceId: string;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.db.delete(jobs);
  audienceId = (await testAudience(ctx, { fields: [{ key: "age", type: "number" }], groups: ["VIP"] })).id;
});

const importText = (text: string) => importOf(ctx, audienceId, text);
const exported = async (filters: Partial<Parameters<typeof exportContacts>[1]> = {}) => {
  const { text } = await exportContacts(ctx, { audienceId, ...filters } as Parameters<typeof exportContacts>[1]);
  let file = "";
  for await (const part of text) file += part;
  return file;
};

test("an export brings every contact once, page after page, and formulas as text", async () => {
  await importText(`email,first_name,age\n${rows(0, 1_200)}`);
  await createContact(ctx, {
    audienceId,
    email: "evil@example.com",
    fields: { first_name: '=HYPERLINK("x")', age: -5 },
    tags: ["@home"],
    groupIds: [],
  });
  const file = await exported();
  const lines = file.trimEnd().split("\r\n");
  expect(lines[0]).toBe(
    "\ufeffid,email,status,first_name,last_name,age,tags,groups,created_at,updated_at,confirmed_at,unsubscribed_at",
  );
  expect(new Set(lines).size).toBe(1_202);
  expect(lines[1]).toContain(`evil@example.com,subscribed,"'=HYPERLINK(""x"")",,'-5,'@home,`);
});

test("an export respects the list's filters, and is imported again without a change", async () => {
  await importText("email,first_name,tags\na@e.com,'=1+1,red\nb@e.com,Bo,blue\n");
  expect((await exported({ tag: "red" })).trimEnd().split("\r\n")).toHaveLength(2);
  const { run } = await importText(await exported());
  expect(run?.report).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 0 });
});
