import { beforeEach, expect, test } from "vitest";
import { isTransaction } from "@/db/client";
import type { AudienceConfig } from "../audiences/config";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { untilWaiting } from "../testing/until-waiting";
import { audienceOf } from "./audience-of";
import type { ContactChange } from "./change";
import { contactTransaction, contactWrite } from "./conflict";
import { signUp } from "./testing/sign-up";
import { changeContacts, planContacts } from "./write";

let ctx: WorkspaceCtx & TestCtx;
let config: AudienceConfig;
beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  config = await audienceOf(ctx, (await testAudience(ctx)).id);
});

const upsert = (email: string, more: Partial<ContactChange> = {}) => signUp(config, email, ctx.now(), more);

/** Writes without a transaction; `meanwhile` happens once, between reading and writing. Answers in what each attempt ran. */
async function write(changes: ContactChange[], meanwhile: () => Promise<unknown> = async () => {}) {
  const attempts: string[] = [];
  const results = await contactWrite(ctx, async (sql) => {
    attempts.push(isTransaction(sql) ? "transaction" : "statement");
    const planned = await planContacts(sql, changes);
    if (attempts.length === 1) await meanwhile();
    await planned.save();
    return planned.results;
  });
  return { attempts, outcomes: results.map(({ outcome }) => outcome) };
}

const contacts = () => ctx.sql`select email, fields from contacts where audience_id = ${config.id} order by email`;
const eventTypes = async () =>
  (await ctx.sql`select type from events where audience_id = ${config.id} order by id`).map(({ type }) => type);
const counted = async () =>
  (
    await ctx.sql`select coalesce(sum(contacts), 0)::int as contacts from audience_counters where audience_id = ${config.id}`
  )[0]?.contacts;

test("what nobody disturbs is written by one statement, new and known contacts alike", async () => {
  await write([upsert("ann@example.com")]);
  const { attempts, outcomes } = await write([
    upsert("ann@example.com", { fields: { first_name: "Ann" } }),
    upsert("bob@example.com"),
  ]);
  expect(attempts).toEqual(["statement"]);
  expect(outcomes).toEqual(["updated", "created"]);
  expect(await counted()).toBe(2);
});

test("a contact that somebody changed after it was read is read again, and keeps both changes", async () => {
  await write([upsert("ann@example.com")]);
  const { attempts } = await write(
    [upsert("new@example.com"), upsert("ann@example.com", { fields: { first_name: "Ann" } })],
    () => changeContacts(ctx, [upsert("ann@example.com", { fields: { last_name: "Lee" } })]),
  );
  expect(attempts).toEqual(["statement", "transaction"]);
  expect(await contacts()).toEqual([
    { email: "ann@example.com", fields: { first_name: "Ann", last_name: "Lee" } },
    { email: "new@example.com", fields: {} },
  ]);
  expect(await counted()).toBe(2);
  expect((await eventTypes()).filter((type) => type === "contact.updated")).toHaveLength(2);
  expect((await eventTypes()).filter((type) => type === "contact.created")).toHaveLength(2);
});

test("a newer version that lies where the read one lay is not taken for it", async () => {
  // Rows are put where the first of a page is free.
  await ctx.sql`truncate contacts`;
  await write([upsert("ann@example.com")]);
  const place = async () =>
    (await ctx.sql`select ctid::text from contacts where audience_id = ${config.id}`)[0]?.ctid as string;
  const before = await place();
  let turn = 0;
  const { attempts } = await write([upsert("ann@example.com", { fields: { first_name: "Ann" } })], async () => {
    do {
      await changeContacts(ctx, [upsert("ann@example.com", { fields: { last_name: `Lee ${++turn}` } })]);
      await ctx.sql`vacuum contacts`;
    } while (turn < 50 && (await place()) !== before);
    expect(await place()).toBe(before);
  });
  expect(attempts).toEqual(["statement", "transaction"]);
  expect((await contacts()).map(({ fields }) => fields)).toEqual([{ first_name: "Ann", last_name: `Lee ${turn}` }]);
});

test("an address that somebody else has just added becomes a change of theirs", async () => {
  const { attempts, outcomes } = await write([upsert("ann@example.com", { fields: { first_name: "Ann" } })], () =>
    changeContacts(ctx, [upsert("ann@example.com")]),
  );
  expect(attempts).toEqual(["statement", "transaction"]);
  expect(outcomes).toEqual(["updated"]);
  expect(await counted()).toBe(1);
  expect(await eventTypes()).toEqual(["contact.created", "contact.subscribed", "contact.updated"]);
});

test("a contact that was deleted after it was read comes back as a new one", async () => {
  await write([upsert("ann@example.com")]);
  const { attempts, outcomes } = await write([upsert("ann@example.com", { fields: { first_name: "Ann" } })], () =>
    changeContacts(ctx, [upsert("ann@example.com", { intent: "delete" })]),
  );
  expect(attempts).toEqual(["statement", "transaction"]);
  expect(outcomes).toEqual(["created"]);
  expect(await counted()).toBe(1);
});

test("a contact that was only read is held too: nothing is written of somebody who is gone", async () => {
  await write([upsert("ann@example.com")]);
  const attempts: string[] = [];
  await contactWrite(ctx, async (sql) => {
    const planned = await planContacts(sql, [upsert("ann@example.com")]);
    const [result] = planned.results;
    attempts.push(result?.outcome ?? "");
    if (attempts.length === 1) await changeContacts(ctx, [upsert("ann@example.com", { intent: "delete" })]);
    const contact = result?.after;
    if (contact == null) throw new Error("an upsert leaves a contact");
    await planned.save({
      events: [
        {
          type: "contact.received",
          workspaceId: contact.workspaceId,
          audienceId: contact.audienceId,
          contactId: contact.id,
          data: { email: contact.email },
          source: "test",
          sourceId: null,
          occurredAt: ctx.now(),
        },
      ],
    });
  });
  expect(attempts).toEqual(["unchanged", "created"]);
  const told = await ctx.sql`
    select from events e where type = 'contact.received' and audience_id = ${config.id}
      and not exists (select from contacts c where c.id = e.contact_id)`;
  expect(told).toHaveLength(0);
});

test("who waited for a deletion knows how that contact had ended", async () => {
  await write([upsert("ann@example.com", { consent: { kind: "set", status: "complained" } })]);
  const waiting: ReturnType<typeof changeContacts>[] = [];
  await contactTransaction(ctx, async (tx) => {
    const { save } = await planContacts(tx, [upsert("ann@example.com", { intent: "delete" })]);
    await save();
    if (waiting.length === 0) waiting.push(changeContacts(ctx, [upsert("ann@example.com")]));
    await untilWaiting(ctx, 1);
  });
  const [results] = await Promise.all(waiting);
  expect(results?.[0]?.after?.status).toBe("complained");
});

test("a statement that waited for another writer writes nothing over what that one wrote", async () => {
  await write([upsert("ann@example.com")]);
  const writing: ReturnType<typeof write>[] = [];
  await ctx.sql.begin(async (tx) => {
    await tx`update contacts set fields = '{"last_name": "Lee"}' where audience_id = ${config.id}`;
    writing.push(write([upsert("ann@example.com", { fields: { first_name: "Ann" } })]));
    await untilWaiting(ctx, 1);
  });
  const [written] = await Promise.all(writing);
  expect(written?.attempts).toEqual(["statement", "transaction"]);
  expect(await contacts()).toEqual([{ email: "ann@example.com", fields: { first_name: "Ann", last_name: "Lee" } }]);
});

test("what takes more than one statement gets a transaction, and is done once", async () => {
  const { attempts } = await write([upsert("ann@example.com", { addTags: ["VIP"] })]);
  expect(attempts).toEqual(["statement", "transaction"]);
  expect(await eventTypes()).toEqual(["contact.created", "contact.tag_added", "contact.subscribed"]);
  expect(await counted()).toBe(1);
});
