import { z } from "zod";

export const pageLimit = 500;

/** The query of every list: keyset only, never an offset. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});
export type PageQuery = z.output<typeof pageQuery>;

/** The answer of every list. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * Makes a page from `limit + 1` rows: the extra row only tells that there is a next page. `keyOf` gives the sort key of the last
 * row that is shown; callers read it back as the cursor.
 */
export function toPage<R, T>(rows: R[], limit: number, keyOf: (row: R) => string, present: (row: R) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last !== undefined ? keyOf(last) : null,
  };
}
