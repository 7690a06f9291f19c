import { afterAll } from "vitest";
import type { MemberRole } from "@/db/enums";
import { newId } from "@/db/ids";
import { members, users, workspaces } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import type { Ctx, SignalName, WorkspaceCtx } from "../context";
import { deriveKey } from "../crypto";
import { parseEnv } from "../env";
import { createLog } from "../log";
import { createOutbound } from "../outbound/create-outbound";
import type { GuardSettings } from "../outbound/guard";
import type { Outbound } from "../outbound/outbound";

/** A real context on this test file's database. Time stands still unless a test moves it; signals are recorded, not acted on. */
export interface TestCtx extends Ctx {
  sent: SignalName[];
  clock: { now: Date };
}

export async function testCtx(env: Record<string, string> = {}): Promise<TestCtx> {
  const { database } = await testDatabase();
  const sent: SignalName[] = [];
  const clock = { now: new Date() };
  const parsed = parseEnv({
    PUBLIC_URL: "http://localhost:3000",
    TIDEGATE_ALLOW_PRIVATE_CIDRS: "127.0.0.0/8",
    LOG_LEVEL: "silent",
    ...env,
  });
  return {
    db: database.db,
    sql: database.sql,
    writes: database.writes,
    env: parsed,
    key: deriveKey("a secret for tests only, never a real one"),
    log: createLog(process.env.TEST_LOG ?? "silent"),
    now: () => clock.now,
    signals: { send: (name) => sent.push(name) },
    background: { functions: [], engine: "none", wake: () => {} },
    outbound: testOutbound(parsed),
    sent,
    clock,
  };
}

const opened: Outbound[] = [];
afterAll(async () => {
  await Promise.all(opened.map((outbound) => outbound.close()));
});

/** The real way out, allowed to reach receivers on this machine; closed when the test file ends. */
function testOutbound(settings: GuardSettings): Outbound {
  const outbound = createOutbound(settings);
  opened.push(outbound);
  return outbound;
}

/** A workspace of its own with one member who acts in it: every test file or test takes a fresh one. */
export async function testWorkspace<C extends Ctx>(ctx: C, role: MemberRole = "owner"): Promise<C & WorkspaceCtx> {
  const workspace = { id: newId("wks"), slug: `w-${newId("wks").slice(-10)}`, name: "Test workspace" };
  const user = { id: newId("usr"), name: "Tess Tester", email: `${newId("usr").slice(4)}@example.com` };
  await ctx.db.insert(workspaces).values(workspace);
  await ctx.db.insert(users).values(user);
  await ctx.db.insert(members).values({ id: newId("mem"), workspaceId: workspace.id, userId: user.id, role });
  return { ...ctx, workspace, actor: { type: "user", userId: user.id, name: user.name, email: user.email, role } };
}
