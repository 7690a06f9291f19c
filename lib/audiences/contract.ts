import { z } from "zod";
import { contactStatuses } from "@/db/enums";
import { contract, idSchema, instantSchema } from "../http/contract";
import { cleanText } from "../mapping/clean-text";
import { page, pageQuery } from "../pagination";
import { confirmationLimits } from "./confirmation";
import { lineSchema } from "./names";

export const audienceParams = z.object({ audienceId: idSchema("audience") });

export const audienceSchema = z.object({
  id: idSchema("audience"),
  name: z.string(),
  doubleOptIn: z.boolean(),
  confirmationSubject: z.string(),
  confirmationText: z.string(),
  confirmationExpiryDays: z.number().int(),
  /** Contacts by status. */
  contacts: z.record(z.enum(contactStatuses), z.number().int()),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Audience = z.output<typeof audienceSchema>;

const audienceName = lineSchema("The name", 100);

export const listAudiencesContract = contract({
  method: "GET",
  path: "/audiences",
  summary: "List audiences, newest first",
  query: pageQuery,
  answer: page(audienceSchema),
});

export const createAudienceContract = contract({
  method: "POST",
  path: "/audiences",
  summary: "Create an audience",
  body: z.strictObject({ name: audienceName, doubleOptIn: z.boolean().default(false) }),
  answer: audienceSchema,
  status: 201,
});

export const getAudienceContract = contract({
  method: "GET",
  path: "/audiences/{audienceId}",
  summary: "Get an audience with its contacts by status",
  params: audienceParams,
  answer: audienceSchema,
});

export const updateAudienceContract = contract({
  method: "PATCH",
  path: "/audiences/{audienceId}",
  summary: "Change an audience's name, double opt-in or confirmation mail",
  params: audienceParams,
  body: z.strictObject({
    name: audienceName.optional(),
    doubleOptIn: z.boolean().optional(),
    confirmationSubject: lineSchema("The subject", confirmationLimits.subjectCharactersMax).optional(),
    confirmationText: z
      .string()
      .overwrite(cleanText)
      .min(1, "The text can't be empty.")
      .max(confirmationLimits.textCharactersMax, "The text may have at most 5000 characters.")
      .optional(),
    confirmationExpiryDays: z
      .number("Give a number of days.")
      .int("Give a whole number of days.")
      .min(1, "The link must be valid for a day at least.")
      .max(
        confirmationLimits.expiryDaysMax,
        `The link may be valid for ${confirmationLimits.expiryDaysMax} days at most.`,
      )
      .optional(),
  }),
  answer: audienceSchema,
});
