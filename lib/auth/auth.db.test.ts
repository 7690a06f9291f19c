import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { mails, sessions, users, verifications } from "@/db/schema";
import { sendDueMail } from "../mail/send-due";
import { type TestCtx, testCtx } from "../testing/context";
import { authRequest, cookieOf, signIn, testPassword, testUser } from "../testing/sign-in";
import { type Auth, createAuth } from "./create-auth";
import { findSession, peekSession } from "./session";

let ctx: TestCtx;
let auth: Auth;
beforeAll(async () => {
  ctx = await testCtx();
  auth = createAuth(ctx, "a secret for tests only, never a real one");
});

/** Limits count by address, so every test comes from its own. */
let lastIp = 0;
const freshIp = () => `198.51.100.${++lastIp}`;
const post = (path: string, body: unknown, ip = freshIp(), cookie?: string) =>
  authRequest(auth, "POST", path, cookie === undefined ? { body, ip } : { body, ip, cookie });
const headersWith = (cookie: string) => new Headers({ cookie });

async function lastMailTo(address: string) {
  const [mail] = await ctx.db.select().from(mails).where(eq(mails.toAddress, address)).orderBy(desc(mails.id)).limit(1);
  return mail;
}
async function resetTokenFor(email: string): Promise<string> {
  await post("/request-password-reset", { email });
  const token = /\/reset\/([\w-]+)/.exec((await lastMailTo(email))?.text ?? "")?.[1];
  if (token === undefined) throw new Error("no mail with a link");
  return token;
}

describe("signing in", () => {
  it("a user made by us signs in, in any case of the address, and is found by the cookie", async () => {
    const user = await testUser(ctx);
    const cookie = await signIn(auth, user.email.toUpperCase(), testPassword, freshIp());
    expect(await peekSession(auth, headersWith(cookie))).toEqual(user);
    expect(await findSession(auth, headersWith(`${cookie}x`))).toBeNull();
    expect(await findSession(auth, new Headers())).toBeNull();
  });

  it("a wrong password and an unknown address get the same answer", async () => {
    const user = await testUser(ctx);
    const wrong = await post("/sign-in/email", { email: user.email, password: "wrong password" });
    const unknown = await post("/sign-in/email", { email: "nobody@example.com", password: "wrong password" });
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(await wrong.text()).toBe(await unknown.text());
  });

  it("wrong passwords are rate-limited, also against the right one afterwards, and the limit is per address", async () => {
    const user = await testUser(ctx);
    const ip = freshIp();
    for (let i = 0; i < 10; i++)
      expect((await post("/sign-in/email", { email: user.email, password: "wrong password" }, ip)).status).toBe(401);
    const refused = await post("/sign-in/email", { email: user.email, password: testPassword }, ip);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("x-retry-after"))).toBeGreaterThan(0);
    expect((await post("/sign-in/email", { email: user.email, password: testPassword })).status).toBe(200);
  });

  it("nobody can sign up by themselves", async () => {
    const response = await post("/sign-up/email", { name: "X", email: "x@example.com", password: testPassword });
    expect(response.status).toBe(400);
    expect(await ctx.db.select().from(users).where(eq(users.email, "x@example.com"))).toEqual([]);
  });

  it("a request from another site is refused; the other name of the same machine is not", async () => {
    const user = await testUser(ctx);
    const body = { email: user.email, password: testPassword };
    const from = (origin: string) => authRequest(auth, "POST", "/sign-in/email", { body, origin, ip: freshIp() });
    expect((await from("https://evil.example")).status).toBe(403);
    expect((await from("http://localhost:4000")).status).toBe(403);
    expect((await from("http://127.0.0.1:3000")).status).toBe(200);
  });

  it("cookies are for HTTPS alone exactly when the public URL is", async () => {
    const user = await testUser(ctx);
    const body = { email: user.email, password: testPassword };
    const plain = await post("/sign-in/email", body);
    expect(plain.headers.getSetCookie().join()).not.toMatch(/secure/i);
    expect(plain.headers.getSetCookie().join()).toMatch(/HttpOnly/i);
    const secureCtx = await testCtx({ PUBLIC_URL: "https://gate.example.com" });
    const secure = await authRequest(createAuth(secureCtx, "another secret for tests only"), "POST", "/sign-in/email", {
      body,
      origin: "https://gate.example.com",
      ip: freshIp(),
    });
    expect(secure.headers.getSetCookie().join()).toMatch(/; Secure/i);
  });

  it("nobody becomes operator by changing their profile", async () => {
    const user = await testUser(ctx);
    const cookie = await signIn(auth, user.email, testPassword, freshIp());
    await post("/update-user", { name: "New name", operator: true }, freshIp(), cookie);
    await post("/update-user", { name: "New name" }, freshIp(), cookie);
    expect(await peekSession(auth, headersWith(cookie))).toMatchObject({ name: "New name", operator: false });
  });
});

describe("sessions", () => {
  it("roll on: a day's use prolongs the session by thirty days and sends the cookie again", async () => {
    const user = await testUser(ctx);
    const cookie = await signIn(auth, user.email, testPassword, freshIp());
    const day = 86_400_000;
    const soon = new Date(Date.now() + 20 * day);
    await ctx.db.update(sessions).set({ expiresAt: soon }).where(eq(sessions.userId, user.id));
    expect(await peekSession(auth, headersWith(cookie))).not.toBeNull();
    const [untouched] = await ctx.db.select().from(sessions).where(eq(sessions.userId, user.id));
    expect(untouched?.expiresAt).toEqual(soon);
    const found = await findSession(auth, headersWith(cookie));
    expect(found?.cookies.join()).toMatch(/tidegate\.session_token=/);
    const [prolonged] = await ctx.db.select().from(sessions).where(eq(sessions.userId, user.id));
    expect(prolonged?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * day);
  });

  it("end: an expired or revoked session opens nothing", async () => {
    const user = await testUser(ctx);
    const cookie = await signIn(auth, user.email, testPassword, freshIp());
    await ctx.db
      .update(sessions)
      .set({ expiresAt: new Date(0) })
      .where(eq(sessions.userId, user.id));
    expect(await findSession(auth, headersWith(cookie))).toBeNull();
  });
});

describe("a forgotten password", () => {
  it("a reset link works once, ends every session, and the old password with them", async () => {
    const user = await testUser(ctx);
    const cookie = await signIn(auth, user.email, testPassword, freshIp());
    const token = await resetTokenFor(user.email);
    const body = { token, newPassword: "a whole new password" };
    expect((await post("/reset-password", body)).status).toBe(200);
    expect(await findSession(auth, headersWith(cookie))).toBeNull();
    expect((await post("/sign-in/email", { email: user.email, password: testPassword })).status).toBe(401);
    await signIn(auth, user.email, "a whole new password", freshIp());
    expect((await post("/reset-password", { ...body, newPassword: "and yet another one" })).status).toBe(400);
    await signIn(auth, user.email, "a whole new password", freshIp());
  });

  it("a reset link ends after an hour", async () => {
    const user = await testUser(ctx);
    const token = await resetTokenFor(user.email);
    const [stored] = await ctx.db.select().from(verifications).where(eq(verifications.value, user.id));
    const minutes = ((stored?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThanOrEqual(60);
    await ctx.db.update(verifications).set({ expiresAt: new Date(Date.now() - 1) });
    expect((await post("/reset-password", { token, newPassword: "a whole new password" })).status).toBe(400);
  });

  it("the link's token is stored only as a hash beside the mail", async () => {
    const user = await testUser(ctx);
    const token = await resetTokenFor(user.email);
    const rows = await ctx.db.select().from(verifications).where(eq(verifications.value, user.id));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("the answer does not tell whether the address has an account", async () => {
    const user = await testUser(ctx);
    const known = await post("/request-password-reset", { email: user.email });
    const unknown = await post("/request-password-reset", { email: "nobody@example.com" });
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    expect(await lastMailTo("nobody@example.com")).toBeUndefined();
  });

  it("asking for links is rate-limited", async () => {
    const ip = freshIp();
    const ask = () => post("/request-password-reset", { email: "nobody@example.com" }, ip);
    for (let i = 0; i < 5; i++) expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });

  it("refuses a password shorter than eight characters", async () => {
    const user = await testUser(ctx);
    const token = await resetTokenFor(user.email);
    expect((await post("/reset-password", { token, newPassword: "1234567" })).status).toBe(400);
  });

  it("an operator who is alone finds the link in the log; for others the log says where to look, without it", async () => {
    await ctx.db.update(users).set({ operator: false });
    const lines: string[] = [];
    const own = await testCtx();
    own.log.level = "info";
    own.log.warn = ((line: string) => lines.push(`warn ${line}`)) as typeof own.log.warn;
    own.log.info = ((line: string) => lines.push(`info ${line}`)) as typeof own.log.info;
    const logged = createAuth(own, "a secret for tests only, never a real one");
    const ask = (email: string) =>
      authRequest(logged, "POST", "/request-password-reset", { body: { email }, ip: freshIp() });
    const operator = await testUser(ctx, { operator: true });
    const other = await testUser(ctx);
    await ask(other.email);
    expect(lines.join("\n")).toMatch(/^info .*mailbox/);
    expect(lines.join("\n")).not.toContain("/reset/");
    lines.length = 0;
    await ask(operator.email);
    expect(lines.join("\n")).toMatch(/^warn .*http:\/\/localhost:3000\/reset\/\w+/);
    await sendDueMail(own, null);
    expect(await lastMailTo(operator.email)).toMatchObject({ state: "captured" });
  });
});

describe("changing one's password", () => {
  it("asks for the old one and can end the other sessions", async () => {
    const user = await testUser(ctx);
    const here = await signIn(auth, user.email, testPassword, freshIp());
    const elsewhere = await signIn(auth, user.email, testPassword, freshIp());
    const change = (currentPassword: string) =>
      post(
        "/change-password",
        { currentPassword, newPassword: "brand new words", revokeOtherSessions: true },
        freshIp(),
        here,
      );
    expect((await change("wrong password")).status).toBe(400);
    const changed = await change(testPassword);
    expect(changed.status).toBe(200);
    expect(await findSession(auth, headersWith(elsewhere))).toBeNull();
    expect(await findSession(auth, headersWith(cookieOf(changed)))).not.toBeNull();
  });
});
