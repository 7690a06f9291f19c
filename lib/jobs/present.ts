import type { jobs } from "@/db/schema";
import type { Job } from "./contract";

export const presentJob = (row: typeof jobs.$inferSelect): Job => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state,
  total: row.total,
  done: row.done,
  succeeded: row.succeeded,
  failed: row.failed,
  issueCount: row.issueCount,
  report: row.report,
  error: row.error,
  cancelling: row.cancelRequestedAt !== null && row.finishedAt === null,
  createdAt: row.createdAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
