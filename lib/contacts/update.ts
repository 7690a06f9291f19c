import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { audienceOf } from "./audience-of";
import { change } from "./change";
import type { updateContactContract } from "./contract";
import { parseContactInput } from "./parse-input";
import { presentContactDetail } from "./present";
import { refusalOf } from "./refuse";
import { sourceOf } from "./source-of";
import { changeContacts } from "./write";

/**
 * Changes a contact; what is left out stays. Tags and groups are replaced when given. A bounced or complained status stays whatever is
 * asked. Throws not_found, conflict when the new address is another contact's, invalid_input with every wrong field.
 */
export async function updateContact(
  ctx: WorkspaceCtx,
  input: Input<typeof updateContactContract>,
): Promise<Answer<typeof updateContactContract>> {
  authorize(ctx, "contacts:write");
  const audience = await audienceOf(ctx, input.audienceId);
  const { email, fields, tags, groupIds } = parseContactInput(input, audience);
  const [result] = await changeContacts(ctx, [
    change({
      audience,
      target: { contactId: toUuid("con", input.contactId) },
      intent: "update",
      fields,
      ...(email === undefined ? {} : { email }),
      ...(tags === undefined ? {} : { setTags: tags }),
      ...(groupIds === undefined ? {} : { setGroupIds: groupIds }),
      consent: input.status === undefined ? { kind: "keep" } : { kind: "set", status: input.status },
      requireFields: true,
      source: sourceOf(ctx),
      at: ctx.now(),
    }),
  ]);
  const refusal = result === undefined ? null : refusalOf(result);
  if (refusal !== null) throw refusal;
  if (!result?.after) throw notFound("contact");
  return presentContactDetail(result.after, audience);
}
