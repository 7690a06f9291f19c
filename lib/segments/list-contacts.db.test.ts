import { expect, test } from "vitest";
import { newId } from "@/db/ids";
import { listContacts } from "../contacts/list";
import { exportChosenContacts, exportContacts } from "../imports/export";
import { testAudience } from "../testing/audience";
import { testCtx, testWorkspace } from "../testing/context";
import { createSegment } from "./create";
import { put, settle } from "./testing/settle";

test("the list of contacts and its export are narrowed to a segment by id or name, page by page, beside other filters", async () => {
  const ctx = await testWorkspace(await testCtx());
  const audience = await testAudience(ctx);
  const audienceId = audience.id;
  for (const email of ["ada@example.com", "bob@example.com", "cy@example.com", "dan@example.com"])
    await put(ctx, audienceId, email, {
      consent: { kind: "set", status: email.startsWith("cy") ? "unsubscribed" : "subscribed" },
      addTags: email.startsWith("dan") ? [] : ["customer"],
    });
  const segment = await createSegment(ctx, {
    audienceId,
    name: "Customers",
    rules: { all: [{ field: "contact.tags", op: "contains", value: "customer" }] },
  });
  const rest = await createSegment(ctx, {
    audienceId,
    name: "Not customers",
    rules: { all: [{ field: "contact.tags", op: "not_contains", value: "customer" }] },
  });
  await settle(ctx);
  const list = async (query: Partial<Parameters<typeof listContacts>[1]>) =>
    listContacts(ctx, { audienceId, limit: 50, ...query });
  const emails = async (query: Partial<Parameters<typeof listContacts>[1]>) =>
    (await list(query)).items.map(({ email }) => email.split("@")[0]);
  expect(await emails({ segment: segment.id })).toEqual(["cy", "bob", "ada"]);
  expect(await emails({ segment: "customers" })).toEqual(["cy", "bob", "ada"]);
  expect(await emails({ segment: rest.id })).toEqual(["dan"]);
  expect(await emails({ segment: segment.id, status: "subscribed" })).toEqual(["bob", "ada"]);
  expect(await emails({ segment: segment.id, search: "bob" })).toEqual(["bob"]);
  expect(await emails({ segment: segment.id, tag: "customer", search: "example" })).toEqual(["cy", "bob", "ada"]);
  expect(await emails({ segment: newId("seg") })).toEqual([]);
  const first = await list({ segment: segment.id, limit: 2 });
  expect(await emails({ segment: segment.id, cursor: first.nextCursor ?? "" })).toEqual(["ada"]);
  // Another audience's segment is none of this one.
  const other = await testAudience(ctx);
  expect((await listContacts(ctx, { audienceId: other.id, limit: 50, segment: segment.id })).items).toEqual([]);

  const linesOf = async ({ text }: Awaited<ReturnType<typeof exportContacts>>) => {
    let all = "";
    for await (const piece of text) all += piece;
    return all
      .trim()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(",")[1]);
  };
  expect(await linesOf(await exportContacts(ctx, { audienceId, segment: segment.id }))).toHaveLength(3);
  const ids = first.items.map(({ id }) => id);
  expect(await linesOf(await exportChosenContacts(ctx, { audienceId, ids }))).toEqual([
    "cy@example.com",
    "bob@example.com",
  ]);
});
