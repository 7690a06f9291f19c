import { and, eq, gt } from "drizzle-orm";
import { fromUuid, uuidFloor } from "@/db/ids";
import { mails, workspaces } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { AppError } from "../errors";
import { campaignLimits } from "./limits";

const windowMs = 3_600_000;
const retryAfterS = 300;

/**
 * Sees that so many more test mails may leave the workspace. Call it in the transaction that queues them: others who test wait for its
 * end, so that all of them count. Throws `rate_limited`.
 */
export async function limitTests({ db, workspace, now }: WorkspaceCtx, count: number): Promise<void> {
  await db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspace.id)).for("no key update");
  const since = fromUuid("mai", uuidFloor(new Date(now().getTime() - windowMs)));
  const recent = await db.$count(
    mails,
    and(eq(mails.workspaceId, workspace.id), eq(mails.kind, "campaign_test"), gt(mails.id, since)),
  );
  if (recent + count > campaignLimits.testMailsPerHourMax)
    throw new AppError(
      "rate_limited",
      `At most ${campaignLimits.testMailsPerHourMax} test mails an hour can be sent. Try again later.`,
      undefined,
      retryAfterS,
    );
}
