import { and, eq, ilike, lt } from "drizzle-orm";
import { journeys } from "@/db/schema";
import { containing } from "../audiences/search";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import type { listJourneysContract } from "./contract";
import { selectJourneys } from "./select";

/** A page of journeys, newest first; `search` is any part of the name. */
export async function listJourneys(
  ctx: WorkspaceCtx,
  { cursor, limit, search = "", status }: Input<typeof listJourneysContract>,
): Promise<Answer<typeof listJourneysContract>> {
  authorize(ctx, "read");
  const before = readCursor("jny", cursor);
  const rows = await selectJourneys(
    ctx,
    and(
      before === null ? undefined : lt(journeys.id, before),
      search.trim() === "" ? undefined : ilike(journeys.name, containing(search.trim())),
      status === undefined ? undefined : eq(journeys.status, status),
    ),
    limit + 1,
  );
  return toPage(
    rows,
    limit,
    ({ id }) => id,
    (journey) => journey,
  );
}
