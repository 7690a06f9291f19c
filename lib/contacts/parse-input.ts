import { toUuid } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import { type Issue, invalid } from "../errors";
import { cleanLine } from "../mapping/clean-text";
import { normaliseEmail } from "../mapping/email";
import { type FieldValue, parseFieldValue } from "../mapping/field-types";
import { matchKey } from "../mapping/match-key";

/** What a caller of the API wrote about a contact. */
export interface ContactInput {
  email?: string | undefined;
  fields?: Record<string, unknown> | undefined;
  tags?: string[] | undefined;
  groupIds?: string[] | undefined;
}

export interface ParsedContactInput {
  email: string | undefined;
  fields: Record<string, FieldValue | null>;
  tags: string[] | undefined;
  groupIds: string[] | undefined;
}

/** Reads a caller's values by the audience's configuration. Throws invalid_input with every problem and its place. */
export function parseContactInput(input: ContactInput, audience: AudienceConfig): ParsedContactInput {
  const issues: Issue[] = [];
  const fields: Record<string, FieldValue | null> = {};
  for (const [key, raw] of Object.entries(input.fields ?? {})) {
    const field = audience.fieldByMatchKey.get(matchKey(key));
    if (field === undefined) {
      issues.push({ path: `fields.${key}`, message: `This audience has no data field "${key}".` });
      continue;
    }
    const parsed = parseFieldValue(field, raw);
    if (parsed.ok) fields[field.key] = parsed.value;
    else issues.push({ path: `fields.${key}`, message: parsed.message });
  }
  const email = input.email === undefined ? undefined : normaliseEmail(input.email);
  if (email?.ok === false)
    issues.push({ path: "email", message: "Enter a valid email address, like jane@example.com." });
  const groupIds = input.groupIds?.map((id) => toUuid("grp", id));
  for (const [index, id] of (groupIds ?? []).entries())
    if (!audience.groups.has(id))
      issues.push({ path: `groupIds.${index}`, message: "This audience has no such group." });
  const [first] = issues;
  if (first !== undefined) throw invalid(first.message, issues);
  return {
    email: email?.ok === true ? email.email : undefined,
    fields,
    tags: input.tags?.map(cleanLine).filter((name) => name !== ""),
    groupIds,
  };
}
