import { parseId } from "@/db/ids";
import type { AudienceConfig } from "../../audiences/config";
import type { Ctx } from "../../context";
import { predicateOf } from "../../segments/compile";
import { dayOf } from "../../segments/days";
import { storedWorld } from "../../segments/load";
import { piece } from "../../segments/piece";
import { type BoundGroup, readRules } from "../../segments/read-rules";
import { conditionsOf, type Rules } from "../../segments/rules";
import { runPiece } from "../../segments/statement";

/** Who is asked about, and what. Ids are bare UUIDs. */
export interface Asked {
  audience: AudienceConfig;
  contactId: string;
  rules: Rules;
}

/** Whether each of them fits, in their order: one statement for each distinct set of rules, whatever the number of contacts. */
export async function answerRules(ctx: Pick<Ctx, "sql" | "now">, asked: readonly Asked[]): Promise<boolean[]> {
  const sets = new Map<string, { audience: AudienceConfig; rules: Rules; contactIds: Set<string> }>();
  const keys = asked.map(({ audience, contactId, rules }) => {
    const key = keyOf(audience, rules);
    const set = sets.get(key) ?? { audience, rules, contactIds: new Set<string>() };
    sets.set(key, set);
    set.contactIds.add(contactId);
    return key;
  });
  const today = dayOf(ctx.now());
  const fitting = new Map<string, Set<string>>();
  await Promise.all(
    [...sets].map(async ([key, { audience, rules, contactIds }]) => {
      const predicate = predicateOf(treeOf(key, audience, rules), { today, audienceId: audience.id });
      const rows = await runPiece<{ id: string }>(
        ctx.sql,
        piece`select c.id from contacts c where c.audience_id = ${audience.id}::uuid and c.id = any(${[...contactIds]}::uuid[]) and ${predicate}`,
      );
      fitting.set(key, new Set(rows.map(({ id }) => id)));
    }),
  );
  return asked.map(({ contactId }, index) => fitting.get(keys[index] ?? "")?.has(contactId) === true);
}

/** What rules mean changes with the audience's fields and groups. */
const keyOf = ({ id, version }: AudienceConfig, rules: Rules) => `${id} ${version} ${JSON.stringify(rules)}`;

const trees = new Map<string, BoundGroup>();
const treesMax = 1_000;

/** A condition whose property or group is gone holds for nobody. */
function treeOf(key: string, audience: AudienceConfig, rules: Rules): BoundGroup {
  const known = trees.get(key);
  if (known !== undefined) return known;
  if (trees.size >= treesMax) trees.clear();
  const { tree } = readRules(rules, storedWorld(audience, segmentsIn(rules)));
  trees.set(key, tree);
  return tree;
}

/** Nobody is in one that was deleted. */
const segmentsIn = (rules: Rules): string[] =>
  [...conditionsOf(rules)].flatMap(({ condition: { value } }) =>
    typeof value === "string" ? (parseId("seg", value) ?? []) : [],
  );
