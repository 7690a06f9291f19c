import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { journeys, journeyVersions } from "@/db/schema";
import type { WorkspaceCtx } from "../context";
import { matchName } from "../mapping/match-key";
import type { Usage } from "./usage";

/** What blocks of journeys may name of an audience. */
export type Named =
  | { kind: "segment" | "group"; id: string }
  | { kind: "field"; key: string }
  | { kind: "tag"; id: string; name: string };

const conditionsOn = (field: string) => `$.nodes[*].config.rules.** ? (@.field == "${field}")`;

/** Ids are whole JSON texts, whatever block holds them; names count where blocks mean them. */
function naming(graph: SQL, what: Named): SQL {
  if (what.kind === "tag") {
    const paths = [
      "$.nodes[*].config.addTags[*]",
      "$.nodes[*].config.removeTags[*]",
      '$.nodes[*].config.save[*] ? (@.to == "tag").key',
      `${conditionsOn("contact.tags")}.value.**`,
    ];
    const texts = sql.join(
      paths.map((path) => sql`select jsonb_path_query(${graph}, ${path}::jsonpath) #>> '{}' as text`),
      sql` union all `,
    );
    return sql`exists (select from (${texts}) named where text = ${what.id} or lower(text) = ${matchName(what.name)})`;
  }
  if (what.kind !== "field")
    return sql`jsonb_path_exists(${graph}, '$.nodes[*].config.** ? (@ == $id)', jsonb_build_object('id', ${what.id}::text))`;
  const { key } = what;
  const keys = [
    `$.nodes[*].config.field ? (@ == $key)`,
    `$.nodes[*].config.fields[*].key ? (@ == $key)`,
    `$.nodes[*].config.save[*] ? (@.to == "field").key ? (@ == $key)`,
  ];
  const places = keys.map(
    (path) => sql`jsonb_path_exists(${graph}, ${path}::jsonpath, jsonb_build_object('key', ${key}::text))`,
  );
  // Rules, mappings and templates write it out; keys have letters, digits and underscores only.
  const written = sql`${graph}::text ~ ${`contact\\.(fields\\.)?${key}\\M`}`;
  return sql`(${sql.join([...places, written], sql` or `)})`;
}

/** The journeys whose draft or published version names something, as its "used by" names them. */
export async function journeysNaming(ctx: WorkspaceCtx, audienceId: string, what: Named): Promise<Usage["places"]> {
  const rows = await ctx.db
    .select({ id: journeys.id, name: journeys.name })
    .from(journeys)
    .leftJoin(journeyVersions, eq(journeyVersions.id, journeys.publishedVersionId))
    .where(
      and(
        eq(journeys.workspaceId, ctx.workspace.id),
        eq(journeys.audienceId, audienceId),
        or(naming(sql`${journeys.draft}`, what), naming(sql`${journeyVersions.graph}`, what)),
      ),
    )
    .orderBy(asc(journeys.name), asc(journeys.id));
  return rows.map((row) => ({ type: "journey", ...row }));
}
