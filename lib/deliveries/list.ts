import { fromUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { toPage } from "../pagination";
import { readCursor } from "../workspaces/cursor";
import { authorize } from "../workspaces/permissions";
import { firstOf } from "./choose";
import type { listDeliveriesContract } from "./contract";
import { presentDelivery } from "./present";
import { readRows, shownColumns } from "./read-rows";

/** The delivery log, newest first. One statement, whatever the page's length. */
export async function listDeliveries(
  ctx: WorkspaceCtx,
  { cursor, limit, ...filter }: Input<typeof listDeliveriesContract>,
): Promise<Answer<typeof listDeliveriesContract>> {
  authorize(ctx, "read");
  const before = readCursor("dlv", cursor);
  const found = firstOf(
    ctx,
    { filter, before: before === null ? null : toUuid("dlv", before) },
    { columns: shownColumns(ctx), order: "newest", limit: limit + 1 },
  );
  return toPage(await readRows(ctx, found), limit, (row) => fromUuid("dlv", row.id), presentDelivery);
}
