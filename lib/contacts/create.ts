import type { WorkspaceCtx } from "../context";
import { AppError, invalid } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import { audienceOf } from "./audience-of";
import { change } from "./change";
import type { createContactContract } from "./contract";
import { parseContactInput } from "./parse-input";
import { presentContactDetail } from "./present";
import { refusalOf } from "./refuse";
import { sourceOf } from "./source-of";
import { changeContacts } from "./write";

/**
 * Adds a contact. Without a status it signs up like everybody: Pending where the audience has double opt-in.
 * Throws conflict when the address is in the audience, invalid_input with every wrong or missing field.
 */
export async function createContact(
  ctx: WorkspaceCtx,
  input: Input<typeof createContactContract>,
): Promise<Answer<typeof createContactContract>> {
  authorize(ctx, "contacts:write");
  const audience = await audienceOf(ctx, input.audienceId);
  const { email, fields, tags, groupIds } = parseContactInput(input, audience);
  if (email === undefined)
    throw invalid("An email address is needed.", [{ path: "email", message: "Enter an address." }]);
  const [result] = await changeContacts(ctx, [
    change({
      audience,
      target: { email },
      intent: "add",
      fields,
      addTags: tags ?? [],
      addGroupIds: groupIds ?? [],
      consent:
        input.status === undefined
          ? { kind: "sign_up", skipDoubleOptIn: false }
          : { kind: "set", status: input.status },
      requireFields: true,
      source: sourceOf(ctx),
      at: ctx.now(),
    }),
  ]);
  const refusal = result === undefined ? null : refusalOf(result);
  if (refusal !== null) throw refusal;
  if (!result?.after) throw new AppError("internal", "The contact could not be added.");
  return presentContactDetail(result.after, audience);
}
