import { backgroundFunctions as statusRows } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Answer } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { BackgroundFunctionStatus, getBackgroundContract } from "./contract";
import { type Surveyed, surveyDue } from "./survey";

type StatusRow = typeof statusRows.$inferSelect;

/** What runs in the background of the whole installation: counts and times, nothing of anybody's data. */
export async function getBackground(ctx: WorkspaceCtx): Promise<Answer<typeof getBackgroundContract>> {
  authorize(ctx, "background:write");
  const [surveyed, rows] = await Promise.all([surveyDue(ctx), ctx.db.select().from(statusRows)]);
  const byName = new Map(rows.map((row) => [row.name, row]));
  return {
    engine: ctx.background.engine,
    functions: surveyed.map((one) => present(one, byName.get(one.drain.name))),
  };
}

function present({ drain, due }: Surveyed, row: StatusRow | undefined): BackgroundFunctionStatus {
  const { name, label, description } = drain;
  const failedAt = row?.lastFailedAt ?? null;
  const finishedAt = row?.lastFinishedAt ?? null;
  return {
    name,
    label,
    description,
    due: due?.count ?? null,
    oldestDueAt: due?.oldestAt?.toISOString() ?? null,
    runs: row?.runs ?? 0,
    failures: row?.failures ?? 0,
    lastStartedAt: row?.lastStartedAt?.toISOString() ?? null,
    lastFinishedAt: finishedAt?.toISOString() ?? null,
    lastDurationMs: row?.lastDurationMs ?? null,
    lastFailedAt: failedAt?.toISOString() ?? null,
    lastError: row?.lastError ?? null,
    failing: failedAt !== null && (finishedAt === null || failedAt > finishedAt),
  };
}
