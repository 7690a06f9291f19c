import { fromUuid } from "@/db/ids";
import type { AudienceConfig } from "../../audiences/config";
import type { ContactSnapshot } from "../../contacts/snapshot";
import { parseFieldValue } from "../../mapping/field-types";
import { matchKey, matchName } from "../../mapping/match-key";
import type { Facts } from "../../segments/properties";
import type { Effect } from "../blocks/block";

/** A contact as blocks and rules see it, in memory. Segments stay as they are: they are recalculated after real changes only. */
export interface SimulatedContact {
  snapshot: ContactSnapshot;
  facts: Facts;
}

type Change = Extract<Effect, { kind: "contact" }>;

/** The contact as a block would leave it behind, by the rules of real changes. Pure. */
export function changeContact(
  { snapshot, facts }: SimulatedContact,
  change: Change,
  audience: Pick<AudienceConfig, "fieldByMatchKey" | "groups" | "doubleOptIn">,
): SimulatedContact {
  const fields = changedFields(snapshot.fields, change.fields ?? {}, audience);
  const status = changedStatus(snapshot.status, change.status, audience.doubleOptIn);
  const removedTags = new Set((change.removeTags ?? []).map(matchName));
  const keptTags = facts.tags.filter(({ name }) => !removedTags.has(matchName(name)));
  const known = new Set(keptTags.map(({ name }) => matchName(name)));
  const addedTags = (change.addTags ?? []).filter((name) => !known.has(matchName(name)));
  // A tag that is not there yet has no id; rules that name it by id do not mean it.
  const tags = [...keptTags, ...addedTags.map((name) => ({ id: "", name }))];
  const left = new Set(change.leaveGroups ?? []);
  const groupIds = [...new Set([...facts.groupIds, ...(change.joinGroups ?? [])])].filter((id) => !left.has(id));
  const names = new Map([...audience.groups].map(([uuid, name]) => [fromUuid("grp", uuid), name]));
  return {
    facts: { ...facts, fields, status, tags, groupIds },
    snapshot: {
      ...snapshot,
      fields,
      status,
      tags: tags.map(({ name }) => name),
      groups: groupIds.flatMap((id) => {
        const name = names.get(id);
        return name === undefined ? [] : [{ id, name }];
      }),
    },
  };
}

function changedFields(
  before: Record<string, unknown>,
  written: Record<string, unknown>,
  { fieldByMatchKey }: Pick<AudienceConfig, "fieldByMatchKey">,
): Record<string, unknown> {
  const fields = { ...before };
  for (const [key, raw] of Object.entries(written)) {
    const field = fieldByMatchKey.get(matchKey(key));
    const parsed = field === undefined ? null : parseFieldValue(field, raw);
    if (field === undefined || parsed?.ok !== true) continue;
    if (parsed.value === null) delete fields[field.key];
    else fields[field.key] = parsed.value;
  }
  return fields;
}

/** Bounced and complained stay; nobody who has unsubscribed is signed up again, and who is to confirm is asked for that. */
function changedStatus(before: string, wanted: Change["status"], doubleOptIn: boolean): string {
  if (wanted === undefined || before === "bounced" || before === "complained") return before;
  return wanted === "subscribed" && (before === "unsubscribed" || doubleOptIn) ? before : wanted;
}
