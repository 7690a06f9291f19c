import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";
import type { Answer, Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { explainSegmentContract } from "./contract";
import { dayOf } from "./days";
import { explainRules } from "./explain-rules";
import { loadFacts } from "./facts";
import { eventTypesOf, readRules } from "./read-rules";
import { selectSegment } from "./select";
import { loadRuleWorld } from "./world";

/** Why a contact is in a segment or not: every condition with its result and what the contact has. Throws `not_found` for either. */
export async function explainSegment(
  ctx: WorkspaceCtx,
  { audienceId, segmentId, contactId }: Input<typeof explainSegmentContract>,
): Promise<Answer<typeof explainSegmentContract>> {
  authorize(ctx, "read");
  const segment = await selectSegment(ctx, audienceId, segmentId);
  const [audienceUuid, segmentUuid, contactUuid] = [
    toUuid("aud", audienceId),
    toUuid("seg", segment.id),
    toUuid("con", contactId),
  ];
  const { tree } = readRules(segment.rules, await loadRuleWorld(ctx, audienceId));
  const looked = await ctx.sql.begin("isolation level repeatable read read only", async (tx) => {
    const facts = await loadFacts(tx, audienceUuid, contactUuid, eventTypesOf(tree));
    if (facts === null) throw notFound("contact");
    const [member] = await tx<{ enteredAt: Date }[]>`
      select entered_at as "enteredAt" from segment_members where segment_id = ${segmentUuid} and contact_id = ${contactUuid}`;
    return { rules: explainRules(tree, facts, { today: dayOf(ctx.now()), audienceId: audienceUuid }), member };
  });
  return {
    matches: looked.rules.result,
    member: looked.member !== undefined,
    enteredAt: looked.member?.enteredAt.toISOString() ?? null,
    rules: looked.rules,
  };
}
