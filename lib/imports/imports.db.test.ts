import { beforeEach, describe, expect, test } from "vitest";
import { jobs } from "@/db/schema";
import { deleteContact } from "../contacts/delete";
import { listContacts } from "../contacts/list";
import { cancelJob } from "../jobs/cancel";
import { runDueJobs } from "../jobs/run-due";
import { testAudience } from "../testing/audience";
import { testCtx, testWorkspace } from "../testing/context";
import type { ColumnTarget } from "./contract";
import { getImport } from "./get";
import { exportImportIssues, listImportIssues } from "./issues";
import { listImports } from "./list";
import { importJob } from "./run";
import { startImport } from "./start";
import {
  importOf,
  plain,
  rows,
  runImports,
  type Started,
  startAs,
  streamed,
  type Uploaded,
  uploadText,
} from "./testing/importing";
import { uploadImport } from "./upload";

type Ctx = Awaited<ReturnType<typeof testWorkspace<Awaited<ReturnType<typeof testCtx>>>>>;
let ctx: Ctx;
let audienceId: string;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  await ctx.db.delete(jobs);
  audienceId = (await testAudience(ctx, { fields: [{ key: "age", type: "number" }], groups: ["VIP"] })).id;
});

const upload = (text: string | Buffer, more?: Uploaded) => uploadText(ctx, audienceId, text, more);
const start = (importId: string, options?: Started) => startAs(ctx, audienceId, importId, options);
const work = () => runImports(ctx);
const importText = (text: string, options?: Started) => importOf(ctx, audienceId, text, options);
const contactOf = async (email: string) => (await listContacts(ctx, { audienceId, email, limit: 5 })).items[0] ?? null;
const count = async (what: "contacts" | "events" | "job_chunks" | "job_issues") =>
  (await ctx.sql<{ count: number }[]>`select count(*)::int as count from ${ctx.sql(what)}`)[0]?.count;
const contactsHere = async () =>
  (
    await ctx.sql<{ count: number }[]>`
      select count(*)::int as count from contacts where workspace_id in (select id from workspaces where slug = ${ctx.workspace.slug})`
  )[0]?.count;

describe("an upload", () => {
  test("tells columns, a sample, what is malformed and a mapping that fits", async () => {
    const made = await upload(
      '\ufeffE-Mail;First Name;AGE;Note\r\na@b.com;Ada;7;"x;\r\ny"\r\nb@b.com;"Bo"b;8;\r\nc@b.com;Cy;9\r\n',
    );
    expect(made).toMatchObject({
      state: "ready",
      delimiter: ";",
      columns: ["E-Mail", "First Name", "AGE", "Note"],
      rows: 2,
      malformed: 1,
      suggested: [{ to: "email" }, { to: "field", key: "first_name" }, { to: "field", key: "age" }, { to: "ignore" }],
      run: null,
      check: null,
    });
    expect(made.sample).toEqual([
      ["a@b.com", "Ada", "7", "x;\r\ny"],
      ["c@b.com", "Cy", "9"],
    ]);
    expect(await listImportIssues(ctx, { audienceId, importId: made.id, of: "run" })).toMatchObject({
      items: [{ line: 4, message: expect.stringContaining("closing quote") }],
      total: 1,
    });
  });

  test("without a header takes its first line for a row", async () => {
    expect(await upload("a@b.com,Ada\nb@b.com,Bo\n")).toMatchObject({ columns: ["Column 1", "Column 2"], rows: 2 });
  });

  test("that is refused leaves nothing behind, and says which line", async () => {
    const latin = Buffer.from(`email,first_name\n${rows(0, 2_000)}z@example.com,Zo\xeb\n`, "latin1");
    await expect(upload(latin)).rejects.toThrow(/^Line 2002 is not valid UTF-8/);
    await expect(upload("email\n")).rejects.toThrow(/no rows/);
    await expect(upload("")).rejects.toThrow(/empty/);
    await expect(upload(Buffer.from("PK\u0003\u0004 workbook"))).rejects.toThrow(/Excel/);
    await expect(upload(`${"a,".repeat(200)}b\n1\n`)).rejects.toThrow(/201 columns/);
    expect(await count("job_chunks")).toBe(0);
    expect((await listImports(ctx, { audienceId, limit: 5 })).items).toEqual([]);
    expect(await upload(latin, { encoding: "windows-1252" })).toMatchObject({ rows: 2_001 });
  });

  test("whose sender goes away leaves nothing behind", async () => {
    async function* broken() {
      yield Buffer.from(`email\n${rows(0, 3_000)}`);
      throw new Error("aborted");
    }
    const input = { audienceId, fileName: "x.csv", encoding: "utf-8" as const, delimiter: undefined };
    await expect(uploadImport(ctx, input, broken())).rejects.toThrow("aborted");
    expect(await count("job_chunks")).toBe(0);
  });
});

describe("an import", () => {
  test("creates, updates and leaves alone, and its dry run says exactly that", async () => {
    await importText("email,first_name,age\nold@example.com,Old,1\nsame@example.com,Same,2\n");
    const events = await count("events");
    const text = [
      "email,first_name,age,tags,groups",
      'new@example.com,New,3,"a, b",vip',
      "OLD@example.com,Older,1,,",
      "same@example.com,Same,2,,",
      "not an address,X,4,,",
      "wrong@example.com,X,many,,",
      "stray@example.com,X,4,,Nobody",
      "new@example.com,Newer,,a,",
      "more@example.com,a,1,,,,surplus",
      '"bro"ken,x,1,,',
      ",,,,",
      ",Nameless,5,,",
    ].join("\n");
    const { id, checked, run } = await importText(text);
    const expected = { created: 1, updated: 2, unchanged: 1, skipped: 0, refused: 5, statusKept: 0 };
    expect(checked).toMatchObject({ state: "done", report: expected });
    expect(run).toMatchObject({ state: "done", report: expected, total: 10, done: 10, failed: 6 });
    expect(await contactOf("new@example.com")).toMatchObject({
      status: "subscribed",
      fields: { first_name: "Newer", age: 3 },
      tags: ["a", "b"],
      groups: [{ name: "VIP" }],
    });
    expect(await contactOf("old@example.com")).toMatchObject({ fields: { first_name: "Older", age: 1 } });
    expect(await count("events")).toBeGreaterThan(events ?? 0);
    const both = await Promise.all(
      (["check", "run"] as const).map((of) => listImportIssues(ctx, { audienceId, importId: id, of })),
    );
    expect(both[0]).toEqual(both[1]);
    expect(both[0]?.items.map(({ line }) => line)).toEqual([5, 6, 7, 9, 10, 12]);
    const { fileName, text: csv } = await exportImportIssues(ctx, { audienceId, importId: id, of: "run" });
    let file = "";
    for await (const part of csv) file += part;
    expect(fileName).toBe("people - issues.csv");
    expect(file).toContain('6,wrong@example.com,"age must be a number, like 42."\r\n');
    expect(await count("job_chunks")).toBe(0);
  });

  test("a dry run counts duplicates far apart as the import does, and writes nothing", async () => {
    const text = `email,first_name,age\n${rows(0, 8_101)}${rows(0, 700, "Joan")}${rows(100, 900)}${rows(100, 200)}`;
    const { id } = await upload(text);
    await start(id, { dryRun: true });
    await work();
    expect(await contactsHere()).toBe(0);
    const { check } = await getImport(ctx, { audienceId, importId: id });
    expect(check?.report).toEqual({
      created: 8_101,
      updated: 1_300,
      unchanged: 300,
      skipped: 0,
      refused: 0,
      statusKept: 0,
    });
    await start(id);
    await work();
    const { run } = await getImport(ctx, { audienceId, importId: id });
    expect(run?.report).toEqual(check?.report);
    expect(await contactsHere()).toBe(8_101);
    expect(await contactOf("p650@example.com")).toMatchObject({ fields: { first_name: "Jane" } });
    expect(await contactOf("p50@example.com")).toMatchObject({ fields: { first_name: "Joan" } });
  });

  test("goes on after a crash where it was, and takes no row twice", async () => {
    const { id } = await upload(`email,first_name,age\n${rows(0, 28_000)}`);
    await start(id);
    await runDueJobs(ctx, [importJob]);
    const after = (await getImport(ctx, { audienceId, importId: id })).run?.done ?? 0;
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThan(28_000);
    // Some chunks are taken and one is in the middle of its transaction when the step breaks off.
    await ctx.sql`
      create function refuse_one() returns trigger language plpgsql as
        $$ begin if new.email = 'p25210@example.com' then raise exception 'the disk is full'; end if; return new; end $$`;
    await ctx.sql`create trigger refuse_one before insert on contacts for each row execute function refuse_one()`;
    await runDueJobs(ctx, [importJob]);
    const broken = await contactsHere();
    expect(broken).toBeGreaterThan(after);
    expect(broken).toBeLessThan(28_000);
    expect((await getImport(ctx, { audienceId, importId: id })).run?.done).toBe(after);
    await ctx.sql`drop trigger refuse_one on contacts`;
    // The process dies with every chunk of a step written, but not the job's progress.
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 60_000);
    const dying = {
      ...importJob,
      step: (c: Parameters<typeof importJob.step>[0], job: Parameters<typeof importJob.step>[1]) =>
        importJob.step(c, job, async () => {
          throw new Error("killed");
        }),
    };
    await runDueJobs(ctx, [dying]);
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 60_000);
    await work();
    const { run } = await getImport(ctx, { audienceId, importId: id });
    expect(run).toMatchObject({ state: "done", done: 28_000, report: { created: 28_000, updated: 0 } });
    expect(await contactsHere()).toBe(28_000);
    const [events] = await ctx.sql<{ created: number }[]>`
      select count(*)::int as created from events where type = 'contact.created' and source_id = ${id}`;
    expect(events?.created).toBe(28_000);
  });

  test("two processes at one step, of which one was thought to be dead, take every row once", async () => {
    const { id } = await upload(`email,first_name,age\n${rows(0, 6_000)}`);
    await start(id);
    const turns: Parameters<typeof importJob.step>[] = [];
    const killed = async () => {
      throw new Error("killed");
    };
    const held = {
      ...importJob,
      step: async (...started: Parameters<typeof importJob.step>) => {
        turns.push([started[0], started[1], killed]);
        return killed();
      },
    };
    await runDueJobs(ctx, [held]);
    const [c, job, save] = turns[0] ?? expect.fail("no step was begun");
    const both = await Promise.allSettled([importJob.step(c, job, save), importJob.step(c, job, save)]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await contactsHere()).toBe(6_000);
    ctx.clock.now = new Date(ctx.clock.now.getTime() + 60_000);
    await work();
    const { run } = await getImport(ctx, { audienceId, importId: id });
    expect(run).toMatchObject({ state: "done", done: 6_000, report: { created: 6_000, updated: 0, unchanged: 0 } });
    const [events] = await ctx.sql<{ created: number }[]>`
      select count(*)::int as created from events where type = 'contact.created' and source_id = ${id}`;
    expect(events?.created).toBe(6_000);
  });

  test("that is cancelled stops after the step under way and keeps what it did", async () => {
    const { id } = await upload(`email,first_name,age\n${rows(0, 26_000)}`);
    await start(id);
    await runDueJobs(ctx, [importJob]);
    await cancelJob(ctx, { jobId: id });
    await work();
    const { state, run } = await getImport(ctx, { audienceId, importId: id });
    expect(state).toBe("cancelled");
    expect(await contactsHere()).toBe(run?.report.created);
    await expect(start(id)).rejects.toThrow(/started or cancelled/);
  });

  test("skips who is there when asked, blanks only when asked", async () => {
    await importText("email,first_name,age\na@example.com,Ada,7\n");
    const skipped = await importText("email,first_name,age\na@example.com,X,1\nb@example.com,Bo,2\n", {
      existing: "skip",
    });
    expect(skipped.run?.report).toMatchObject({ created: 1, skipped: 1, updated: 0 });
    expect(skipped.checked?.report).toEqual(skipped.run?.report);
    await importText("email,first_name,age\na@example.com,,8\n");
    expect(await contactOf("a@example.com")).toMatchObject({ fields: { first_name: "Ada", age: 8 } });
    await importText("email,first_name,age\na@example.com,,\n", { blanks: "clear" });
    expect((await contactOf("a@example.com"))?.fields).toEqual({});
  });
});

describe("consent", () => {
  test("has to be stated for whoever may get mail", async () => {
    const { id, suggested } = await upload("email\na@example.com\n");
    const input = { audienceId, importId: id, mapping: suggested, dryRun: false, consent: false };
    await expect(startImport(ctx, { ...input, options: plain })).rejects.toThrow(/agreed/);
    await expect(
      startImport(ctx, { ...input, options: { ...plain, newStatus: "unsubscribed" } }),
    ).resolves.toMatchObject({ state: "queued" });
  });

  test("an import never lifts bounced or complained, lifts unsubscribed only when told to, and never downgrades Active", async () => {
    const statuses = "email,status\nsub@e.com,subscribed\nuns@e.com,Unsubscribed\nbou@e.com,cleaned\ncom@e.com,spam\n";
    await importText(statuses);
    expect((await contactOf("bou@e.com"))?.status).toBe("bounced");
    const all = ["sub", "uns", "bou", "com"];
    const file = (status: string) => `email,status\n${all.map((name) => `${name}@e.com,${status}\n`).join("")}`;
    const statusesNow = async () => Promise.all(all.map(async (name) => (await contactOf(`${name}@e.com`))?.status));

    const kept = await importText(file("active"));
    expect(kept.run?.report).toMatchObject({ unchanged: 4, statusKept: 3 });
    expect(kept.checked?.report).toEqual(kept.run?.report);
    expect(await statusesNow()).toEqual(["subscribed", "unsubscribed", "bounced", "complained"]);
    await importText(file("pending"));
    expect(await statusesNow()).toEqual(["subscribed", "unsubscribed", "bounced", "complained"]);
    await importText(file("subscribed"), { resubscribe: true });
    expect(await statusesNow()).toEqual(["subscribed", "subscribed", "bounced", "complained"]);
    // A row without a status says nothing about it, whatever new contacts become.
    await importText(file("unsubscribed"));
    await importText(file(""), { resubscribe: true });
    expect(await statusesNow()).toEqual(["unsubscribed", "unsubscribed", "bounced", "complained"]);
    const [log] = await ctx.sql<{ source: string }[]>`
      select distinct source from consent_log where contact_id in (select id from contacts where email like '%@e.com')`;
    expect(log?.source).toBe("import");
  });

  test("an address that bounced and was deleted stays bounced", async () => {
    await importText("email,status\ngone@e.com,bounced\n");
    const contact = await contactOf("gone@e.com");
    await deleteContact(ctx, { audienceId, contactId: contact?.id ?? "" });
    await importText("email\ngone@e.com\n");
    expect((await contactOf("gone@e.com"))?.status).toBe("bounced");
  });
});

describe("a mapping", () => {
  test("that does not fit is refused with the issue at its column", async () => {
    const { id } = await upload("email,name,other\na@b.com,x,y\n");
    const refused = (mapping: ColumnTarget[]) => expect(start(id, { mapping })).rejects;
    await refused([{ to: "email" }]).toThrow(/3 columns/);
    await refused([{ to: "ignore" }, { to: "ignore" }, { to: "ignore" }]).toThrow(/email address/);
    await refused([{ to: "email" }, { to: "field", key: "nope" }, { to: "ignore" }]).toMatchObject({
      issues: [{ path: "mapping.1", message: 'This audience has no data field "nope".' }],
    });
    await refused([{ to: "email" }, { to: "email" }, { to: "ignore" }]).toThrow(/Columns 1 and 2/);
  });
});

describe("who may", () => {
  test("nobody of another workspace sees or starts an import; a viewer uploads nothing", async () => {
    const { id, suggested } = await upload("email\na@b.com\n");
    const stranger = await testWorkspace(ctx);
    await expect(getImport(stranger, { audienceId, importId: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(
      startImport(stranger, {
        audienceId,
        importId: id,
        mapping: suggested,
        options: plain,
        dryRun: true,
        consent: true,
      }),
    ).rejects.toMatchObject({ code: "not_found" });
    const viewer: Ctx = { ...ctx, actor: { type: "api_key", apiKeyId: "key_x", role: "viewer" } };
    const input = { audienceId, fileName: "x.csv", encoding: "utf-8" as const, delimiter: undefined };
    await expect(uploadImport(viewer, input, streamed("email\na@b.com\n"))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
