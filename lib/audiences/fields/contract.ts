import { z } from "zod";
import { contract, instantSchema, noContent } from "../../http/contract";
import { fieldTypeNames, textCharactersMax } from "../../mapping/field-types";
import { audienceParams } from "../contract";
import { lineSchema } from "../names";
import { usageSchema } from "../usage";
import { fieldLimits } from "./shape";

const valueSchema = z.union([z.string().max(textCharactersMax), z.number(), z.boolean()]);
const optionsSchema = z
  .array(lineSchema("An option", fieldLimits.optionCharactersMax))
  .max(fieldLimits.options, `A choice may have at most ${fieldLimits.options} options.`);
const labelSchema = lineSchema("The label", fieldLimits.labelCharactersMax);
const fieldParams = audienceParams.extend({ key: z.string().max(fieldLimits.keyCharactersMax) });

export const fieldSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(fieldTypeNames),
  options: z.array(z.string()),
  required: z.boolean(),
  default: valueSchema.nullable(),
  private: z.boolean(),
  position: z.number().int(),
  createdAt: instantSchema,
});
export type Field = z.output<typeof fieldSchema>;

/** All fields of an audience, in their order; there are never more than one page. */
const fieldList = z.object({ items: z.array(fieldSchema), nextCursor: z.null() });

export const listFieldsContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/fields",
  summary: "List an audience's data fields in their order",
  params: audienceParams,
  answer: fieldList,
});

export const createFieldContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/fields",
  summary: "Add a data field",
  params: audienceParams,
  body: z.strictObject({
    /** Made from the label when left out. */
    key: z.string().optional(),
    label: labelSchema,
    type: z.enum(fieldTypeNames),
    options: optionsSchema.default([]),
    required: z.boolean().default(false),
    default: valueSchema.nullable().default(null),
    private: z.boolean().default(false),
  }),
  answer: fieldSchema,
  status: 201,
});

export const updateFieldContract = contract({
  method: "PATCH",
  path: "/audiences/{audienceId}/fields/{key}",
  summary: "Change a data field; its key and type stay",
  params: fieldParams,
  body: z.strictObject({
    label: labelSchema.optional(),
    options: optionsSchema.optional(),
    required: z.boolean().optional(),
    default: valueSchema.nullable().optional(),
    private: z.boolean().optional(),
  }),
  answer: fieldSchema,
});

export const deleteFieldContract = contract({
  method: "DELETE",
  path: "/audiences/{audienceId}/fields/{key}",
  summary: "Delete a data field and its values on every contact",
  params: fieldParams,
  answer: noContent,
  status: 204,
});

export const reorderFieldsContract = contract({
  method: "POST",
  path: "/audiences/{audienceId}/fields/reorder",
  summary: "Put an audience's data fields in another order",
  params: audienceParams,
  body: z.strictObject({ keys: z.array(z.string()).max(fieldLimits.perAudience) }),
  answer: fieldList,
});

export const getFieldUsageContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/fields/{key}/usage",
  summary: "Count what uses a data field",
  params: fieldParams,
  answer: usageSchema.extend({
    /** Contacts by option of a choice; empty for other types. Options that were removed are among them while contacts hold them. */
    options: z.array(z.object({ option: z.string(), contacts: z.number().int() })),
  }),
});

export const getFieldImpactContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}/fields/{key}/impact",
  summary: "Count the last 24 hours' accepted requests that lacked a data field, or a key that is no field yet",
  params: fieldParams,
  answer: z.object({
    /** Accepted requests to the audience's webhook, which alone refuses contacts without a required field. */
    requests: z.number().int(),
    /** Those that did not bring the field. */
    lacking: z.number().int(),
    /** True when more requests came in for the audience, by whatever way, than the 10,000 newest, which are the ones looked at. */
    capped: z.boolean(),
  }),
});
