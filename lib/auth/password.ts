import { z } from "zod";

export const passwordLength = { min: 8, max: 128 } as const;

/** A password that somebody chooses. */
export const passwordSchema = z
  .string()
  .min(passwordLength.min, `Use at least ${passwordLength.min} characters`)
  .max(passwordLength.max, `Use at most ${passwordLength.max} characters`);

/** An address that somebody signs in with: lower case, as it is stored. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an email address"));

/** What somebody is called. */
export const nameSchema = z.string().trim().min(1, "Enter a name").max(100, "Use at most 100 characters");
