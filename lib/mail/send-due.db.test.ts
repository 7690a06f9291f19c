import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mails } from "@/db/schema";
import { testCtx, testWorkspace } from "../testing/context";
import { type SmtpReceiver, startSmtpReceiver } from "../testing/smtp-receiver";
import { buildMail, type NewMail } from "./build";
import { insertMails } from "./insert";
import { queueMail } from "./queue";
import { sendDueMail } from "./send-due";
import { createMailTransport, type MailTransport } from "./transport";

let receiver: SmtpReceiver;
let transport: MailTransport | null;
let ctx: Awaited<ReturnType<typeof testCtx>>;

beforeEach(async () => {
  receiver = await startSmtpReceiver();
  ctx = await testCtx({ SMTP_URL: receiver.url, MAIL_FROM: "Gate <gate@example.com>" });
  transport = createMailTransport(ctx.env);
  await ctx.db.delete(mails);
});
afterEach(async () => {
  transport?.close();
  await receiver.close();
});

const link = "http://localhost:3000/reset/s3cret-token";
const newMail = (to = "ada@example.com"): Omit<NewMail, "dueAt"> => ({
  workspaceId: null,
  contactId: null,
  kind: "password_reset",
  fromName: null,
  to,
  subject: "Grüße",
  html: `<a href="${link}">x</a>`,
  text: `open ${link}`,
});

async function stored(id: string) {
  const [row] = await ctx.db.select().from(mails).where(eq(mails.id, id));
  if (row === undefined) throw new Error("the mail is gone");
  return row;
}
const later = (ms: number) => {
  ctx.clock.now = new Date(ctx.clock.now.getTime() + ms);
};

describe("sendDueMail over SMTP", () => {
  it("sends a due mail once, with both bodies and a sender that nobody can forge", async () => {
    const id = await queueMail(ctx, { ...newMail(), fromName: 'Evil" <x@evil.example>, ' });
    await sendDueMail(ctx, transport);
    await sendDueMail(ctx, transport);
    expect(receiver.received).toHaveLength(1);
    const [mail] = receiver.received;
    expect(mail).toMatchObject({ from: "gate@example.com", to: ["ada@example.com"] });
    expect(mail?.data).toMatch(/^From: .*<gate@example\.com>\r?$/m);
    expect(mail?.data).toContain("text/plain");
    expect(mail?.data).toContain("text/html");
    expect(mail?.data).toContain(`Message-ID: <${id}@localhost>`);
    expect(await stored(id)).toMatchObject({ state: "sent", attempts: 1, error: null, claimId: null });
  });

  it("keeps no usable single-use link of a mail that was sent", async () => {
    const id = await queueMail(ctx, newMail());
    await sendDueMail(ctx, transport);
    expect(receiver.received[0]?.data).toContain("s3cret-token");
    const row = await stored(id);
    expect(row.html + row.text).not.toContain("s3cret-token");
    expect(row.text).toBe("open http://localhost:3000/reset/•••");
  });

  it("tries again after 1, 5, 30, 120 and 360 minutes, then gives up with the server's reason", async () => {
    receiver.behaviour = "delay";
    const id = await queueMail(ctx, newMail());
    for (const minutes of [1, 5, 30, 120, 360]) {
      await sendDueMail(ctx, transport);
      const row = await stored(id);
      expect(row.state).toBe("queued");
      expect(row.error).toContain("try again later");
      expect(row.dueAt.getTime() - ctx.now().getTime()).toBe(minutes * 60_000);
      later(minutes * 60_000 - 1);
      await sendDueMail(ctx, transport);
      expect((await stored(id)).attempts).toBe(row.attempts);
      later(1);
    }
    await sendDueMail(ctx, transport);
    expect(await stored(id)).toMatchObject({ state: "failed", attempts: 6 });
    expect((await stored(id)).text).toContain("s3cret-token");
  });

  it("gives up at once on an address that the receiving server refuses for good", async () => {
    receiver.behaviour = "refuse";
    const id = await queueMail(ctx, newMail());
    await sendDueMail(ctx, transport);
    const row = await stored(id);
    expect(row).toMatchObject({ state: "failed", attempts: 1 });
    expect(row.error).toContain("no such mailbox");
  });

  it("a server that can't be reached delays the mail, nothing was handed over", async () => {
    await receiver.close();
    const id = await queueMail(ctx, newMail());
    await sendDueMail(ctx, transport);
    expect(await stored(id)).toMatchObject({ state: "queued", attempts: 1 });
  });

  it("a mail whose answer never came is in doubt and is not sent again by itself", async () => {
    receiver.behaviour = "hang_up_after_data";
    const id = await queueMail(ctx, newMail());
    await sendDueMail(ctx, transport);
    expect(await stored(id)).toMatchObject({ state: "unknown" });
    receiver.behaviour = "accept";
    later(24 * 3_600_000);
    await sendDueMail(ctx, transport);
    expect(receiver.received).toHaveLength(1);
  });

  it("a mail that was being sent when its process died is in doubt once its lease has ended, not before", async () => {
    const id = await queueMail(ctx, newMail());
    const leaseEnd = new Date(ctx.now().getTime() + 60_000);
    await ctx.db.update(mails).set({ state: "sending", dueAt: leaseEnd }).where(eq(mails.id, id));
    await sendDueMail(ctx, transport);
    expect((await stored(id)).state).toBe("sending");
    later(60_000);
    await sendDueMail(ctx, transport);
    expect((await stored(id)).state).toBe("unknown");
    expect(receiver.received).toHaveLength(0);
  });

  it("a result that comes after its lease was judged changes nothing", async () => {
    const id = await queueMail(ctx, newMail());
    const slow: MailTransport = {
      close: () => {},
      send: async () => {
        later(3_600_000);
        await sendDueMail(ctx, transport);
        return { outcome: "sent" };
      },
    };
    await sendDueMail(ctx, slow);
    expect((await stored(id)).state).toBe("unknown");
  });

  it("two processes at once send every mail once", async () => {
    for (let i = 0; i < 30; i++) await queueMail(ctx, newMail(`ada${i}@example.com`));
    const other = createMailTransport(ctx.env);
    await Promise.all([sendDueMail(ctx, transport), sendDueMail(ctx, other)]);
    other?.close();
    expect(new Set(receiver.received.map((mail) => mail.to[0])).size).toBe(30);
    expect(receiver.received).toHaveLength(30);
  });
});

describe("without SMTP", () => {
  it("a mail is captured whole, link included, and says when there is more", async () => {
    const workspace = await testWorkspace(ctx);
    const row = buildMail({ ...newMail(), workspaceId: workspace.workspace.id, dueAt: ctx.now() });
    await insertMails(ctx.sql, [
      row,
      ...Array.from({ length: 250 }, () => buildMail({ ...newMail(), dueAt: ctx.now() })),
    ]);
    expect(await sendDueMail(ctx, null)).toBe(true);
    expect(await sendDueMail(ctx, null)).toBe(false);
    expect(await stored(row.id)).toMatchObject({ state: "captured", attempts: 0, sentAt: null, text: `open ${link}` });
    expect(receiver.received).toHaveLength(0);
  });
});

describe("insertMails", () => {
  it("queues the same row as the query builder would, inside a transaction of the raw client", async () => {
    const workspace = await testWorkspace(ctx);
    const row = buildMail({
      ...newMail(),
      workspaceId: workspace.workspace.id,
      fromName: "Ünï",
      subject: `quote ' " \\ and 😀`,
      dueAt: ctx.now(),
    });
    await ctx.sql.begin((tx) => insertMails(tx, [row]));
    expect(await stored(row.id)).toMatchObject({ ...row, attempts: 0, sentAt: null });
  });
});
