import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import type { Answer, Input } from "../../http/contract";
import { authorize } from "../../workspaces/permissions";
import { audienceOf } from "../audience-of";
import { change } from "../change";
import { sourceOf } from "../source-of";
import { changeContacts } from "../write";
import type { deleteContactsContract } from "./contract";

/** Deletes contacts for good and scrubs their personal data, in one batch. Who is gone already is counted, not refused. */
export async function deleteManyContacts(
  ctx: WorkspaceCtx,
  input: Input<typeof deleteContactsContract>,
): Promise<Answer<typeof deleteContactsContract>> {
  authorize(ctx, "contacts:write");
  const audience = await audienceOf(ctx, input.audienceId);
  const results = await changeContacts(
    ctx,
    [...new Set(input.ids)].map((id) =>
      change({
        audience,
        target: { contactId: toUuid("con", id) },
        intent: "delete",
        source: sourceOf(ctx),
        at: ctx.now(),
      }),
    ),
  );
  const deleted = results.filter(({ outcome }) => outcome === "deleted").length;
  return { deleted, missing: results.length - deleted };
}
