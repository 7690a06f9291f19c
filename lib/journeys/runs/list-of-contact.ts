import { fromUuid, toUuid } from "@/db/ids";
import { getContact } from "../../contacts/get";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { toPage } from "../../pagination";
import { readCursor } from "../../workspaces/cursor";
import { authorize } from "../../workspaces/permissions";
import type { listContactRunsContract } from "../contract";
import { presentRun, selectRuns } from "./select";

/** A page of a contact's runs through the journeys that there are, newest first. Throws `not_found`. */
export async function listContactRuns(
  ctx: WorkspaceCtx,
  { audienceId, contactId, cursor, limit }: Input<typeof listContactRunsContract>,
): Promise<Answer<typeof listContactRunsContract>> {
  authorize(ctx, "read");
  const { sql } = ctx;
  await getContact(ctx, { audienceId, contactId });
  const before = readCursor("run", cursor);
  const rows = await selectRuns(
    ctx,
    sql`
      select r.* from journey_runs r where r.contact_id = ${toUuid("con", contactId)}
        -- Runs outlive a deleted journey for a while.
        and exists (select from journeys j where j.id = r.journey_id)
        ${before === null ? sql`` : sql`and r.id < ${toUuid("run", before)}`}
      order by r.id desc limit ${limit + 1}`,
  );
  return toPage(rows, limit, (row) => fromUuid("run", row.id), presentRun);
}
