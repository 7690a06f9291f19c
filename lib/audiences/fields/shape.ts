import type { Issue } from "../../errors";
import { type FieldType, type FieldValue, parseFieldValue } from "../../mapping/field-types";
import { matchKey, matchName } from "../../mapping/match-key";

export const fieldLimits = {
  perAudience: 100,
  keyCharactersMax: 40,
  labelCharactersMax: 60,
  options: 200,
  optionCharactersMax: 100,
} as const;

const keyPattern = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * Names that a request or a template already gives a meaning, as match keys. `constructor` is there because every object has a
 * property of that name, so a contact's fields would seem to hold it; `reorder` because the API has that word where keys stand.
 */
const reserved = new Set([
  "audience",
  "audienceid",
  "confirmedat",
  "constructor",
  "contactid",
  "createdat",
  "email",
  "emailaddress",
  "fields",
  "fullname",
  "group",
  "groupid",
  "groupids",
  "groupnames",
  "groups",
  "id",
  "ip",
  "reorder",
  "search",
  "signupip",
  "skipdoubleoptin",
  "source",
  "sourceid",
  "status",
  "tag",
  "tagids",
  "tags",
  "tagstext",
  "unsubscribedat",
  "unsubscribeurl",
  "updatedat",
  "workspace",
  "workspaceid",
]);

/** The key that a label suggests (`First Name` → `first_name`), or null when it has no Latin letter or digit. */
export function keyFromLabel(label: string): string | null {
  const words = label
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (words === "") return null;
  const key = /^[a-z]/.test(words) ? words : `field_${words}`;
  return key.slice(0, fieldLimits.keyCharactersMax).replace(/_+$/, "");
}

/** What is wrong with a key, or null. */
export function keyIssue(key: string): Issue | null {
  if (!keyPattern.test(key))
    return {
      path: "key",
      message:
        "The key must start with a small letter and go on with small letters, digits and _, 40 characters at most.",
    };
  if (reserved.has(matchKey(key)))
    return { path: "key", message: `${key} is the name of a built-in property. Choose another key.` };
  return null;
}

/** What decides which values a field takes, together. */
export interface FieldDraft {
  label: string;
  type: FieldType;
  options: string[];
  default: FieldValue | null;
}

export type ShapedField = { ok: true; defaultValue: FieldValue | null } | { ok: false; issues: Issue[] };

/** Whether label, type, options and default fit together; gives the default in its normal form. */
export function shapeField(draft: FieldDraft): ShapedField {
  const options = optionsIssue(draft);
  if (options !== null) return { ok: false, issues: [options] };
  const parsed = parseFieldValue(draft, draft.default);
  if (!parsed.ok)
    return { ok: false, issues: [{ path: "default", message: `The default does not fit: ${parsed.message}` }] };
  return { ok: true, defaultValue: parsed.value };
}

function optionsIssue({ type, options }: FieldDraft): Issue | null {
  const issue = (message: string): Issue => ({ path: "options", message });
  if (type !== "choice") return options.length > 0 ? issue("Only a choice has options. Leave them out.") : null;
  if (options.length === 0) return issue("Give the choice at least one option.");
  const seen = new Map<string, string>();
  for (const option of options) {
    const twin = seen.get(matchName(option));
    if (twin !== undefined) return issue(`${twin} and ${option} are the same option. Remove one of them.`);
    seen.set(matchName(option), option);
  }
  return null;
}
