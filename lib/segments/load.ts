import type { Sql, TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import { type AudienceConfig, loadAudienceConfigs } from "../audiences/config";
import { type BoundGroup, type ReadRules, type RuleWorld, readRules } from "./read-rules";
import { rulesSchema } from "./rules";

type AnySql = Sql | TransactionSql;

/** A segment as the recalculation sees it. Ids are bare UUIDs. */
export interface LoadedSegment {
  id: string;
  name: string;
  tree: BoundGroup;
  reads: string[];
  depth: number;
  timed: boolean;
  version: number;
  builtVersion: number;
  buildCursor: string | null;
  createdAt: Date;
}

interface Row extends Omit<LoadedSegment, "tree"> {
  rules: unknown;
}

/** What stored rules may name, without tags: they are ids already, or names that SQL looks up. */
export const storedWorld = (audience: AudienceConfig, segmentIds: readonly string[]): RuleWorld => ({
  fields: audience.fields.map(({ key, label, type }) => ({ key, label, type })),
  groups: [...audience.groups].map(([id, name]) => ({ id: fromUuid("grp", id), name })),
  tags: [],
  segments: segmentIds.map((id) => ({ id: fromUuid("seg", id), name: "" })),
});

/** Reads rules that come from our own table; a condition whose property, group or segment is gone holds for nobody. */
export const readStored = (rules: unknown, world: RuleWorld): ReadRules => readRules(rulesSchema.parse(rules), world);

/** All segments of an audience, those that are read before those that read them. */
export async function loadSegments(
  sql: AnySql,
  audienceId: string,
): Promise<{ audience: AudienceConfig; segments: LoadedSegment[] } | null> {
  const [configs, rows] = await Promise.all([
    loadAudienceConfigs(sql, [audienceId]),
    sql<Row[]>`
      select id, name, rules, reads, depth, timed, version, built_version as "builtVersion", build_cursor as "buildCursor", created_at as "createdAt"
      from segments where audience_id = ${audienceId} order by depth, id`,
  ]);
  const audience = configs.get(audienceId);
  if (audience === undefined) return null;
  const world = storedWorld(
    audience,
    rows.map(({ id }) => id),
  );
  return {
    audience,
    segments: rows.map(({ rules, ...row }) => ({ ...row, tree: treeOf(row, rules, audience.version, world) })),
  };
}

/** Rules are read anew only when they, or what they may name, have changed: a busy audience is looked at many times a second. */
const trees = new Map<string, BoundGroup>();
const treesMax = 2_000;

function treeOf(
  { id, version }: Pick<LoadedSegment, "id" | "version">,
  rules: unknown,
  configVersion: number,
  world: RuleWorld,
): BoundGroup {
  const key = `${id} ${version} ${configVersion}`;
  const known = trees.get(key);
  if (known !== undefined) return known;
  if (trees.size >= treesMax) trees.clear();
  const { tree } = readStored(rules, world);
  trees.set(key, tree);
  return tree;
}
