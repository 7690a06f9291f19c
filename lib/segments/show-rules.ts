import { parseId } from "@/db/ids";
import { conditionsOf, groupOf, isGroup, joinOf, type Rules, rowsOfGroup } from "./rules";

/** Rules as people read and write them: tags by their present names. Groups and segments stay ids, as everywhere in the API. */
export function showRules(rules: Rules, tagNames: ReadonlyMap<string, string>): Rules {
  const rows = rowsOfGroup(rules).map((row) => {
    if (isGroup(row)) return showRules(row, tagNames);
    return row.field === "contact.tags" && row.value !== undefined
      ? { ...row, value: named(row.value, tagNames) }
      : row;
  });
  return groupOf(joinOf(rules), rows);
}

function named(value: unknown, tagNames: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => named(entry, tagNames));
  return typeof value === "string" ? (tagNames.get(value) ?? value) : value;
}

/** The ids of tags that stored rules name. */
export const tagIdsIn = (rules: Rules): string[] =>
  [...conditionsOf(rules)].flatMap(({ condition: { field, value } }) =>
    (field === "contact.tags" ? [value].flat() : []).filter(
      (entry): entry is string => typeof entry === "string" && parseId("tag", entry) !== null,
    ),
  );
