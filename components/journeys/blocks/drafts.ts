import { z } from "zod";
import { type Comparison, comparisons, type EventCondition } from "@/lib/journeys/blocks/conditions";

/** Pieces of drafts: each reads what is there, and falls back to what can be shown. */
export const draftText = z.string().catch("");
export const draftTexts = z.array(z.string()).catch([]);
export const draftFlag = z.boolean().catch(false);
export const draftNumber = (otherwise: number) => z.number().catch(otherwise);
export const draftChoice = <T extends string>(values: readonly [T, ...T[]]) => z.enum(values).catch(values[0]);

export const isComparison = (op: string): op is Comparison => Object.hasOwn(comparisons, op);

const draftCondition = z
  .object({ path: draftText, op: draftText, value: draftText })
  .transform(({ path, op, value }): EventCondition => ({ path, op: isComparison(op) ? op : "is", value }));
export const draftConditions = z.array(draftCondition).catch([]);
