import { z } from "zod";

/**
 * A subscription's filters as they are stored: tags by id with the name that they had then (null: no tag of the audience had it, or the
 * webhook is the whole workspace's, where tags of all audiences are meant by name), groups and segments by id.
 */
export const storedFiltersSchema = z.object({
  tags: z.array(z.object({ id: z.string().nullable(), name: z.string() })).optional(),
  groups: z.array(z.string()).optional(),
  segments: z.array(z.string()).optional(),
  links: z.array(z.string()).optional(),
});
export type StoredFilters = z.output<typeof storedFiltersSchema>;

/** Reads the column. Throws where somebody else wrote it. */
export const readStoredFilters = (stored: unknown): StoredFilters | null =>
  stored === null ? null : storedFiltersSchema.parse(stored);

/** The ids of tags that filters name. */
export const tagIdsIn = (filters: readonly (StoredFilters | null)[]): string[] => [
  ...new Set(filters.flatMap((filter) => (filter?.tags ?? []).flatMap(({ id }) => (id === null ? [] : [id])))),
];
