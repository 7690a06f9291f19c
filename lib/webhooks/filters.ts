import { and, eq, inArray, isNull } from "drizzle-orm";
import { audiences, groups, segments, tags } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import type { Issue } from "../errors";
import { matchName } from "../mapping/match-key";
import type { WebhookFilters } from "./contract";
import type { CampaignHome } from "./home";
import { refuse } from "./settings";
import { type StoredFilters, tagIdsIn } from "./stored-filters";

interface ToStore {
  filters: StoredFilters | null;
  /** Tags that nobody has yet, in one sentence each. */
  warnings: string[];
}

/**
 * Filters as they are stored. A campaign's name tags, groups and segments of its audience; the workspace's groups and segments of any
 * audience, and tags of all audiences by name. What was stored before may stay, though it is gone: then nothing fits it. Throws
 * `invalid_input` at unknown ids.
 */
export async function storeFilters(
  ctx: WorkspaceCtx,
  home: CampaignHome | null,
  filters: WebhookFilters | null,
  before: StoredFilters | null = null,
): Promise<ToStore> {
  if (filters === null || Object.keys(filters).length === 0) return { filters: null, warnings: [] };
  const known = await findKnown(ctx, home, filters);
  const place = home === null ? "this workspace" : home.audienceName;
  refuse([
    ...unknownIds("groups", "group", filters.groups, [...known.groups, ...(before?.groups ?? [])], place),
    ...unknownIds("segments", "segment", filters.segments, [...known.segments, ...(before?.segments ?? [])], place),
  ]);
  const tagByMatch = new Map(known.tags.map((tag) => [matchName(tag.name), tag]));
  return {
    filters: {
      ...filters,
      tags: filters.tags?.map((name) => {
        const tag = tagByMatch.get(matchName(name));
        return tag === undefined ? { id: null, name } : { id: home === null ? null : tag.id, name: tag.name };
      }),
    },
    warnings: (filters.tags ?? [])
      .filter((name) => !tagByMatch.has(matchName(name)))
      .map((name) => `There is no tag named ${name} in ${place} yet.`),
  };
}

async function findKnown(ctx: WorkspaceCtx, home: CampaignHome | null, filters: WebhookFilters) {
  const inAudience = and(
    eq(audiences.workspaceId, ctx.workspace.id),
    home === null ? undefined : eq(audiences.id, home.audienceId),
  );
  const { tags: names = [], groups: groupIds = [], segments: segmentIds = [] } = filters;
  const [knownTags, knownGroups, knownSegments] = await Promise.all([
    names.length === 0
      ? []
      : ctx.db
          .select({ id: tags.id, name: tags.name })
          .from(tags)
          .innerJoin(audiences, eq(audiences.id, tags.audienceId))
          .where(and(inAudience, inArray(tags.matchName, names.map(matchName)), isNull(tags.removedAt))),
    groupIds.length === 0
      ? []
      : ctx.db
          .select({ id: groups.id })
          .from(groups)
          .innerJoin(audiences, eq(audiences.id, groups.audienceId))
          .where(and(inAudience, inArray(groups.id, groupIds), isNull(groups.removedAt))),
    segmentIds.length === 0
      ? []
      : ctx.db
          .select({ id: segments.id })
          .from(segments)
          .innerJoin(audiences, eq(audiences.id, segments.audienceId))
          .where(and(inAudience, inArray(segments.id, segmentIds))),
  ]);
  return { tags: knownTags, groups: knownGroups.map(({ id }) => id), segments: knownSegments.map(({ id }) => id) };
}

const unknownIds = (
  list: "groups" | "segments",
  what: string,
  asked: string[] | undefined,
  known: string[],
  place: string,
): Issue[] =>
  (asked ?? []).flatMap((id, index) =>
    known.includes(id) ? [] : [{ path: `filters.${list}.${index}`, message: `There is no such ${what} in ${place}.` }],
  );

/** Filters as people read them: tags by their present names, one that is gone by the name that it had. */
export function showFilters(
  stored: StoredFilters | null,
  tagNames: ReadonlyMap<string, string>,
): WebhookFilters | null {
  if (stored === null) return null;
  const { tags: storedTags, ...ids } = stored;
  if (storedTags === undefined) return ids;
  return { ...ids, tags: storedTags.map(({ id, name }) => tagNames.get(id ?? "") ?? name) };
}

/** The present names of the tags that filters name, by id. */
export async function presentTagNames(
  ctx: WorkspaceCtx,
  filters: readonly (StoredFilters | null)[],
): Promise<Map<string, string>> {
  const ids = tagIdsIn(filters);
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(and(inArray(tags.id, ids), isNull(tags.removedAt)));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
