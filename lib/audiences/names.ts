import { z } from "zod";
import { cleanLine } from "../mapping/clean-text";
import { matchName } from "../mapping/match-key";

/** A name on one line, cleaned before it is measured. `what` starts the sentence of a refusal: "The name". */
export const lineSchema = (what: string, charactersMax: number) =>
  z
    .string(`${what} must be text.`)
    .overwrite(cleanLine)
    .min(1, `${what} can't be empty.`)
    .max(charactersMax, `${what} may have at most ${charactersMax} characters.`);

/** What a segment reads that names a tag which did not exist when its rules were written: giving a tag this name changes them. */
export const tagNameRead = (name: string): string => `tag:${matchName(name)}`;
