import { z } from "zod";
import { contract, idSchema, instantSchema, noContent } from "../../http/contract";
import { page, pageQuery } from "../../pagination";
import { contactCountShape } from "../contact-count";
import { audienceParams } from "../contract";
import { lineSchema } from "../names";
import { usageSchema } from "../usage";

export const tagCharactersMax = 100;

const tagParams = audienceParams.extend({ tagId: idSchema("tag") });

/** A tag's name. Without commas, which separate tags in a request. */
export const tagNameSchema = lineSchema("The name", tagCharactersMax).refine(
  (name) => !name.includes(","),
  "The name can't contain a comma: commas separate tags.",
);
const tagBody = z.strictObject({ name: tagNameSchema });

export const tagSchema = z.object({
  id: idSchema("tag"),
  name: z.string(),
  ...contactCountShape,
  createdAt: instantSchema,
});
export type Tag = z.output<typeof tagSchema>;

export const listTagsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/tags",
  summary: "List an audience's tags by name",
  params: audienceParams,
  query: pageQuery.extend({ search: z.string().max(tagCharactersMax).optional() }),
  answer: page(tagSchema),
});

export const createTagContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/tags",
  summary: "Create a tag",
  params: audienceParams,
  body: tagBody,
  answer: tagSchema,
  status: 201,
});

export const updateTagContract = contract({
  method: "PATCH",
  path: "/audiences/{audienceId}/tags/{tagId}",
  summary: "Rename a tag",
  params: tagParams,
  body: tagBody,
  answer: tagSchema,
});

export const mergeTagContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/tags/{tagId}/merge",
  summary: "Merge a tag into another one, which its contacts get instead",
  params: tagParams,
  body: z.strictObject({ intoTagId: idSchema("tag") }),
  answer: tagSchema,
});

export const deleteTagContract = contract({
  method: "DELETE",
  path: "/audiences/{audienceId}/tags/{tagId}",
  summary: "Delete a tag; its contacts stay",
  params: tagParams,
  answer: noContent,
  status: 204,
});

export const getTagUsageContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/tags/{tagId}/usage",
  summary: "Count what uses a tag",
  params: tagParams,
  answer: usageSchema,
});
