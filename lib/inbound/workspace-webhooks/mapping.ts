import { z } from "zod";
import { isPath, pathCharactersMax } from "../../mapping/json-path";

/** Where a value lies in a foreign payload, and what it is for: `email`, `tags`, or the key of a data field. */
export const mappingLineSchema = z.strictObject({
  path: z
    .string()
    .trim()
    .min(1, "Enter where the value lies, like customer.email.")
    .max(pathCharactersMax)
    .refine(isPath, "Enter a path like customer.email or items[0].sku."),
  field: z.string().trim().min(1, "Choose what the value is for.").max(100),
});
export type MappingLine = z.output<typeof mappingLineSchema>;

/** What a mapping's `field` may name beside the audience's data fields. */
export const mappingTargets = ["email", "tags"] as const;

const storedMapping = z.array(mappingLineSchema).nullable();

/** A mapping as it was stored; null reads keys by their names. */
export const parseMapping = (stored: unknown): MappingLine[] | null => storedMapping.parse(stored);
