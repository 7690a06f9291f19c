import { parseId } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import { cleanText } from "../mapping/clean-text";
import { type Dialect, type Entry, type Interpreted, interpretEntries, isBlank, readTags, textList } from "./interpret";
import { doorLimits } from "./limits";
import type { Entries } from "./parse-body";

const dialect: Dialect = {
  builtIn: { tags: readTags, groupids: readGroups, skipdoubleoptin: readSkip },
  invalidEmail: "Please provide a valid email address.",
  fields: "strict",
};

/** Reads a body at an audience's own door, by the names of its keys. */
export const interpret = (entries: Entries, audience: AudienceConfig): Interpreted =>
  interpretEntries(
    entries.map(([key, value]) => ({ name: key, path: key, value })),
    audience,
    dialect,
  );

function readGroups({ path, value }: Entry, into: Interpreted, audience: AudienceConfig): void {
  const ids = textList(value);
  if (ids === null || ids.length > doorLimits.groupsMax) {
    const message = `Group ids must be a comma-separated text or a list of at most ${doorLimits.groupsMax} ids.`;
    into.issues.push({ path, message });
    return;
  }
  for (const id of new Set(ids)) {
    const uuid = parseId("grp", id);
    if (uuid !== null && audience.groups.has(uuid)) into.groupIds.push(uuid);
    else into.issues.push({ path, message: `This audience has no group with the id "${cleanText(id.slice(0, 60))}".` });
  }
}

const booleans: Record<string, boolean> = { true: true, "1": true, false: false, "0": false };

function readSkip({ path, value }: Entry, into: Interpreted): void {
  if (isBlank(value)) return;
  const text = typeof value === "object" ? "" : String(value).trim().toLowerCase();
  const skip = Object.hasOwn(booleans, text) ? booleans[text] : undefined;
  if (skip === undefined) into.issues.push({ path, message: "SkipDoubleOptIn must be true, false, 1 or 0." });
  else into.skipDoubleOptIn = skip;
}
