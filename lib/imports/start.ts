import { audienceOf } from "../contacts/audience-of";
import { sourceOf } from "../contacts/source-of";
import type { WorkspaceCtx } from "../context";
import { conflict, invalid, notFound } from "../errors";
import type { Input } from "../http/contract";
import { cancelJob } from "../jobs/cancel";
import { createJob } from "../jobs/create";
import { startJob } from "../jobs/start";
import { authorize } from "../workspaces/permissions";
import { checkJob } from "./check";
import { checkPlan, needsConsent } from "./check-plan";
import type { Import, startImportContract } from "./contract";
import { findCheck, getImport, loadImport } from "./get";
import { importInputSchema } from "./import-job";
import { importJob } from "./run";

/**
 * Starts an uploaded import, or a dry run of it, in the background. Throws invalid_input for a mapping that does not fit or when the
 * people's consent is not stated, conflict when the import was started before.
 */
export async function startImport(
  ctx: WorkspaceCtx,
  { audienceId, importId, mapping, options, dryRun, consent }: Input<typeof startImportContract>,
): Promise<Import> {
  authorize(ctx, "contacts:write");
  const audience = await audienceOf(ctx, audienceId);
  const { row } = await loadImport(ctx, { audienceId, importId });
  const { file, plan: startedWith } = importInputSchema.parse(row.input);
  if (file === null) throw notFound("import");
  if (startedWith !== null || row.state !== "queued")
    throw conflict("This import was started or cancelled before. Upload the file again for another one.");
  const plan = { columns: mapping, options };
  checkPlan(plan, file.columns.length, audience);
  const before = await findCheck(ctx, importId);
  if (before !== null && (before.state === "queued" || before.state === "running"))
    // It may end in the very moment.
    await cancelJob(ctx, { jobId: before.id }).catch(() => {});
  if (dryRun)
    await createJob(ctx, checkJob, {
      title: `Check ${file.name}`,
      input: { audienceId, importId, file, plan },
      total: file.rows,
    });
  else {
    if (needsConsent(plan) && !consent)
      throw invalid("Confirm that the people in this file agreed to get mail from you.", [
        { path: "consent", message: "Set consent to true." },
      ]);
    const started = { by: sourceOf(ctx).id, consent };
    await startJob(ctx, importJob, importId, { input: { audienceId, file, plan, started } });
  }
  return getImport(ctx, { audienceId, importId });
}
