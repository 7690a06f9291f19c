import { eq } from "drizzle-orm";
import { toUuid } from "@/db/ids";
import { journeys } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { deleteJourneyContract } from "./contract";
import { lockJourney } from "./load";
import { stopOrphans } from "./runs/stop-orphans";

const entriesPerStep = 50_000;
/** What is stopped before the answer; the rest, which nobody sees or moves any more, is retention's. */
const stepsInRequest = 5;

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
  await deleteEntries(ctx, toUuid("jny", id));
  await transaction(ctx, async (tx) => {
    const row = await lockJourney(tx, id);
    await tx.db.delete(journeys).where(eq(journeys.id, row.id));
    tx.signals.send("deliveries/queued");
  });
  for (let step = 0; step < stepsInRequest; step++) if (!(await stopOrphans(ctx, toUuid("jny", id)))) break;
}

/** In their order, so that no piece looks at what the ones before have deleted. */
async function deleteEntries({ sql }: WorkspaceCtx, journeyId: string): Promise<void> {
  let after: string | null = "00000000-0000-0000-0000-000000000000";
  while (after !== null) {
    const [last]: { contactId: string }[] = await sql<{ contactId: string }[]>`
      with due as materialized (
        select contact_id from journey_entries where journey_id = ${journeyId} and contact_id > ${after}
        order by contact_id limit ${entriesPerStep}
      ), gone as (
        delete from journey_entries e using due where e.journey_id = ${journeyId} and e.contact_id = due.contact_id)
      select contact_id as "contactId" from due order by contact_id desc limit 1`;
    after = last?.contactId ?? null;
  }
}
