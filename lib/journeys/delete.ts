import { eq } from "drizzle-orm";
import { toUuid } from "@/db/ids";
import { journeys } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { deleteJourneyContract } from "./contract";
import { lockJourney } from "./load";
import { stopOrphans } from "./runs/stop-orphans";

const entriesPerStep = 10_000;
/** What is stopped before the answer; the rest, which nobody sees or moves any more, is retention's. */
const stepsInRequest = 20;

/**
 * Deletes a journey with its versions and secrets. Who is in it stops, what its Webhook blocks have not delivered yet is not sent, and the
 * log of deliveries stays. Throws `not_found`.
 */
export async function deleteJourney(
  ctx: WorkspaceCtx,
  { journeyId }: Input<typeof deleteJourneyContract>,
): Promise<Answer<typeof deleteJourneyContract>> {
  authorize(ctx, "journeys:write");
  const id = await transaction(ctx, async (tx) => {
    const row = await lockJourney(tx, journeyId);
    // Nobody comes in while the entries, of which there may be millions, go piece by piece.
    if (row.status === "live") await tx.db.update(journeys).set({ status: "paused" }).where(eq(journeys.id, row.id));
    return row.id;
  });
  while (await deleteEntries(ctx, toUuid("jny", id)));
  await transaction(ctx, async (tx) => {
    const row = await lockJourney(tx, id);
    await tx.db.delete(journeys).where(eq(journeys.id, row.id));
    tx.signals.send("deliveries/queued");
  });
  for (let step = 0; step < stepsInRequest; step++) if (!(await stopOrphans(ctx, toUuid("jny", id)))) break;
}

async function deleteEntries({ sql }: WorkspaceCtx, journeyId: string): Promise<boolean> {
  const { count } = await sql`
    delete from journey_entries where journey_id = ${journeyId} and contact_id in (
      select contact_id from journey_entries where journey_id = ${journeyId} limit ${entriesPerStep})`;
  return count === entriesPerStep;
}
