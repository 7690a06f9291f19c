import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { audienceOf } from "./audience-of";
import { change } from "./change";
import type { deleteContactContract } from "./contract";
import { refusalOf } from "./refuse";
import { sourceOf } from "./source-of";
import { changeContacts } from "./write";

/** Deletes a contact for good and scrubs its personal data. Throws not_found. */
export async function deleteContact(ctx: WorkspaceCtx, input: Input<typeof deleteContactContract>): Promise<undefined> {
  authorize(ctx, "contacts:write");
  const audience = await audienceOf(ctx, input.audienceId);
  const [result] = await changeContacts(ctx, [
    change({
      audience,
      target: { contactId: toUuid("con", input.contactId) },
      intent: "delete",
      source: sourceOf(ctx),
      at: ctx.now(),
    }),
  ]);
  const refusal = result === undefined ? null : refusalOf(result);
  if (refusal !== null) throw refusal;
}
