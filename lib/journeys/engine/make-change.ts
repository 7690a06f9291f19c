import { fromUuid, parseId } from "@/db/ids";
import { type ContactChange, change } from "../../contacts/change";
import type { Consent } from "../../contacts/consent";
import type { Ctx } from "../../context";
import { type FieldValue, parseFieldValue } from "../../mapping/field-types";
import { matchKey } from "../../mapping/match-key";
import type { NumberedEffect } from "../interpreter/advance";
import type { Surroundings } from "./surroundings";

type ContactEffect = Extract<NumberedEffect, { kind: "contact" }>;

/** A change of the run's contact; tags to be taken off are named, because only the database knows their ids. */
export interface MadeChange {
  step: number;
  change: ContactChange;
  removeTags: readonly string[];
}

/** What a block wants of the contact as a change of the write path; or why that can't be, in one sentence. */
export function makeChange(
  ctx: Pick<Ctx, "now">,
  { run, audience, contact }: Surroundings,
  effect: ContactEffect,
): MadeChange | { problem: string } {
  const fields: Record<string, FieldValue | null> = {};
  for (const [key, raw] of Object.entries(effect.fields ?? {})) {
    const field = audience.fieldByMatchKey.get(matchKey(key));
    if (field === undefined) return { problem: `The audience has no data field ${key}.` };
    const parsed = parseFieldValue(field, raw);
    if (!parsed.ok) return { problem: parsed.message };
    fields[field.key] = parsed.value;
  }
  // A group that was deleted meanwhile has no members to change.
  const groupIds = (ids: readonly string[] = []) =>
    ids.flatMap((id) => parseId("grp", id) ?? []).filter((id) => audience.groups.has(id));
  return {
    step: effect.step,
    removeTags: effect.removeTags ?? [],
    change: change({
      audience,
      target: { contactId: run.contactId },
      intent: "update",
      fields,
      addTags: effect.addTags ?? [],
      addGroupIds: groupIds(effect.joinGroups),
      removeGroupIds: groupIds(effect.leaveGroups),
      consent: consentOf(effect.status, contact.status === "unsubscribed", audience.doubleOptIn),
      source: {
        type: "system",
        id: fromUuid("jny", run.journeyId),
        requestId: null,
        ip: null,
        userAgent: null,
        hop: run.hop + 1,
      },
      at: ctx.now(),
    }),
  };
}

/**
 * A journey signs nobody up who has unsubscribed; where the audience wants to be confirmed, it asks for that, and where not, it leaves alone
 * whoever has unsubscribed before. Bounced and complained stay what they are.
 */
function consentOf(status: ContactEffect["status"], hasLeft: boolean, doubleOptIn: boolean): Consent {
  if (status === undefined) return { kind: "keep" };
  if (status === "unsubscribed") return { kind: "webhook", status, resubscribe: "never" };
  if (doubleOptIn) return { kind: "sign_up", skipDoubleOptIn: false };
  return { kind: "webhook", status, resubscribe: hasLeft ? "never" : "ask" };
}
