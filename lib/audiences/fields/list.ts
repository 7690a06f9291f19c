import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { loadAudience } from "../load";
import type { listFieldsContract } from "./contract";
import { fieldsOf } from "./load";
import { presentField } from "./present";

/** An audience's data fields in their order. */
export async function listFields(
  ctx: WorkspaceCtx,
  { audienceId }: Input<typeof listFieldsContract>,
): Promise<Answer<typeof listFieldsContract>> {
  authorize(ctx, "read");
  const audience = await loadAudience(ctx, audienceId);
  const rows = await fieldsOf(ctx, audience.id);
  return { items: rows.map(presentField), nextCursor: null };
}
