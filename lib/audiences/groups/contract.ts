import { z } from "zod";
import { contract, idSchema, instantSchema, noContent } from "../../http/contract";
import { page, pageQuery } from "../../pagination";
import { contactCountShape } from "../contact-count";
import { audienceParams } from "../contract";
import { lineSchema } from "../names";
import { usageSchema } from "../usage";

export const groupsMax = 500;

const groupParams = audienceParams.extend({ groupId: idSchema("group") });
const groupBody = z.strictObject({ name: lineSchema("The name", 100) });

export const groupSchema = z.object({
  id: idSchema("group"),
  name: z.string(),
  ...contactCountShape,
  createdAt: instantSchema,
});
export type Group = z.output<typeof groupSchema>;

export const listGroupsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/groups",
  summary: "List an audience's groups by name",
  params: audienceParams,
  query: pageQuery.extend({ search: z.string().max(100).optional() }),
  answer: page(groupSchema),
});

export const createGroupContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/groups",
  summary: "Create a group",
  params: audienceParams,
  body: groupBody,
  answer: groupSchema,
  status: 201,
});

export const updateGroupContract = contract({
  method: "PATCH",
  path: "/audiences/{audienceId}/groups/{groupId}",
  summary: "Rename a group",
  params: groupParams,
  body: groupBody,
  answer: groupSchema,
});

export const deleteGroupContract = contract({
  method: "DELETE",
  path: "/audiences/{audienceId}/groups/{groupId}",
  summary: "Delete a group; its contacts stay",
  params: groupParams,
  answer: noContent,
  status: 204,
});

export const getGroupUsageContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/groups/{groupId}/usage",
  summary: "Count what uses a group",
  params: groupParams,
  answer: usageSchema,
});
