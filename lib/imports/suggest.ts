import type { FieldDefinition } from "../mapping/field-types";
import { matchKey } from "../mapping/match-key";
import type { ColumnTarget } from "./contract";

const emailNames = new Set(["email", "emailaddress", "mail", "subscriberemail", "contactemail"]);
const builtIn: Record<string, ColumnTarget> = {
  status: { to: "status" },
  subscriptionstatus: { to: "status" },
  tag: { to: "tags" },
  tags: { to: "tags" },
  group: { to: "groups" },
  groups: { to: "groups" },
};

/**
 * What each column probably is, by its name. An address, a status and a data field are given to one column each, the first that fits;
 * what nothing fits is ignored.
 */
export function suggestMapping(
  columns: readonly string[],
  fields: readonly Pick<FieldDefinition, "key" | "matchKey" | "label">[],
): ColumnTarget[] {
  const used = new Set<string>();
  const once = (target: ColumnTarget): ColumnTarget => {
    const name = target.to === "field" ? `field ${target.key}` : target.to;
    if (used.has(name)) return { to: "ignore" };
    if (target.to !== "ignore") used.add(name);
    return target;
  };
  return columns.map((column) => {
    const name = matchKey(column);
    if (emailNames.has(name)) return once({ to: "email" });
    const own = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
    if (own !== undefined) return once(own);
    const field = fields.find((each) => each.matchKey === name || matchKey(each.label) === name);
    return once(field === undefined ? { to: "ignore" } : { to: "field", key: field.key });
  });
}
