import { z } from "zod";
import { importPlanSchema, importReportSchema } from "./contract";
import { encodings } from "./csv/decode";
import { delimiters } from "./csv/delimiter";

/** What is known of an uploaded file. */
export const fileSchema = z.object({
  name: z.string(),
  bytes: z.number(),
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  rows: z.number(),
  malformed: z.number(),
  chunks: z.number(),
});
export type ImportFile = z.output<typeof fileSchema>;

/** The input of an import's job. The job is held while the file comes in and until the import is started. */
export const importInputSchema = z.object({
  audienceId: z.string(),
  /** Null until the upload is complete. */
  file: fileSchema.nullable(),
  plan: importPlanSchema.nullable(),
  /** Who started it, and whether they stated the people's consent. */
  started: z.object({ by: z.string().nullable(), consent: z.boolean() }).nullable().default(null),
});
export type ImportInput = z.output<typeof importInputSchema>;

/** The input of a dry run: it reads the chunks of the import's job. */
export const checkInputSchema = z.object({
  audienceId: z.string(),
  importId: z.string(),
  file: fileSchema,
  plan: importPlanSchema,
});

export const reportSchema = importReportSchema;
