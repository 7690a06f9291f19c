import { z } from "zod";
import { storableText } from "../../mapping/json-value";
import { webhookLimits } from "../limits";
import { issuesOfMapping } from "./issues";

const valueSchema = z.string().max(webhookLimits.valueCharactersMax).overwrite(storableText);

/** Where a field's value comes from: a property (`contact.email`), a fixed value, or a Liquid template. */
export const mappingSources = ["mapping", "custom", "template"] as const;
export type MappingSource = (typeof mappingSources)[number];

export const mappingRowSchema = z.strictObject({
  /** Dots nest: `contact.email` becomes an object. */
  field: z
    .string()
    .overwrite(storableText)
    .trim()
    .min(1, "Enter a field name.")
    .max(webhookLimits.fieldNameCharactersMax),
  source: z.enum(mappingSources, "Choose mapping, custom or template."),
  value: valueSchema,
  /** Instead of an empty value. */
  default: valueSchema.nullish(),
  /** Leave the field out when its value is empty. */
  omitIfEmpty: z.boolean().optional(),
});
export type MappingRow = z.output<typeof mappingRowSchema>;

export const customPayloadSchema = z.strictObject({
  mappings: z
    .array(mappingRowSchema)
    .min(1, "Add at least one field, or send the default payload.")
    .max(webhookLimits.mappingRowsMax, `At most ${webhookLimits.mappingRowsMax} fields can be mapped.`)
    .superRefine((rows, context) => {
      for (const { row, key, message } of issuesOfMapping(rows))
        context.addIssue({ code: "custom", path: [row, key], message, input: rows[row]?.[key] });
    }),
});
export type CustomPayload = z.output<typeof customPayloadSchema>;
