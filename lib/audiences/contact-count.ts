import { z } from "zod";

/** Lists count up to here; the exact number is in the usage. */
export const countMax = 10_000;

/** How many contacts have a group or tag, as lists show it: exact up to 10,000. */
export const contactCountShape = {
  contacts: z.number().int(),
  /** True when there are more than `contacts` says. */
  contactsCapped: z.boolean(),
};
export type ContactCount = z.output<z.ZodObject<typeof contactCountShape>>;

export const presentCount = (counted: number): ContactCount => ({
  contacts: Math.min(counted, countMax),
  contactsCapped: counted > countMax,
});
