import type { MemberRole } from "@/db/enums";
import { newId } from "@/db/ids";
import { members, users, workspaces } from "@/db/schema";
import { testDatabase } from "@/db/testing/database";
import type { Ctx, SignalName, WorkspaceCtx } from "../context";
import { deriveKey } from "../crypto";
import { parseEnv } from "../env";
import { createLog } from "../log";

/** A real context on this test file's database. Time stands still unless a test moves it; signals are recorded, not acted on. */
export interface TestCtx extends Ctx {
  sent: SignalName[];
  clock: { now: Date };
}

export async function testCtx(env: Record<string, string> = {}): Promise<TestCtx> {
  const { database } = await testDatabase();
  const sent: SignalName[] = [];
  const clock = { now: new Date() };
  return {
    db: database.db,
    sql: database.sql,
    writes: database.writes,
    env: parseEnv({ PUBLIC_URL: "http://localhost:3000", LOG_LEVEL: "silent", ...env }),
    key: deriveKey("a secret for tests only, never a real one"),
    log: createLog(process.env.TEST_LOG ?? "silent"),
    now: () => clock.now,
    signals: { send: (name) => sent.push(name) },
    background: { functions: [], engine: "none", wake: () => {} },
    sent,
    clock,
  };
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
