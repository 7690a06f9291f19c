import { z } from "zod";
import { contract, idSchema } from "../../http/contract";
import { groupIdsSchema, inAudience, tagNamesSchema } from "../contract";

/** So many contacts at once are one batch of the write path. */
export const manyMax = 500;

const ids = z
  .array(idSchema("contact"))
  .min(1, "Name at least one contact.")
  .max(manyMax, `At most ${manyMax} contacts can be named at once.`);

export const changeContactsContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/contacts/change",
  summary: "Give contacts tags and groups, or take them off, all or none",
  params: inAudience,
  body: z.strictObject({
    ids,
    /** By name; a new name becomes a new tag. */
    addTags: tagNamesSchema.default([]),
    /** By name; nobody has what is no tag. */
    removeTags: tagNamesSchema.default([]),
    addGroupIds: groupIdsSchema.default([]),
    removeGroupIds: groupIdsSchema.default([]),
  }),
  /** `missing` are contacts that are not in the audience, or no more. */
  answer: z.object({ changed: z.int(), unchanged: z.int(), missing: z.int() }),
});

export const deleteContactsContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/contacts/delete",
  summary: "Delete contacts for good, all or none",
  params: inAudience,
  body: z.strictObject({ ids }),
  answer: z.object({ deleted: z.int(), missing: z.int() }),
});

export const exportChosenContactsContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/contacts/export.csv",
  summary: "Download these contacts as CSV",
  params: inAudience,
  body: z.strictObject({ ids }),
  rawAnswer: "text/csv",
  answer: z.string(),
});
