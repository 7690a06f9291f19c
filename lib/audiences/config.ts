import type { Sql, TransactionSql } from "@/db/client";
import type { FieldDefinition } from "../mapping/field-types";
import { matchKey } from "../mapping/match-key";

/** What decides how a request to an audience is understood. Ids are bare UUIDs. */
export interface AudienceConfig {
  id: string;
  workspaceId: string;
  name: string;
  doubleOptIn: boolean;
  version: number;
  fields: FieldDefinition[];
  /** By `matchKey`: `firstName`, `first_name` and `First Name` find the same field. */
  fieldByMatchKey: Map<string, FieldDefinition>;
  fieldByKey: Map<string, FieldDefinition>;
  /** Group id → name. */
  groups: Map<string, string>;
}

interface ConfigRow {
  id: string;
  workspaceId: string;
  name: string;
  doubleOptIn: boolean;
  version: number;
  fields: Omit<FieldDefinition, "matchKey">[];
  groups: { id: string; name: string }[];
}

/** Loads the configuration of these audiences, in one statement. An unknown id is left out. */
export async function loadAudienceConfigs(
  sql: Sql | TransactionSql,
  ids: string[],
): Promise<Map<string, AudienceConfig>> {
  const rows = await sql<ConfigRow[]>`
    select a.id, a.workspace_id as "workspaceId", a.name, a.double_opt_in as "doubleOptIn", a.config_version as "version",
      (select coalesce(json_agg(json_build_object('key', f.key, 'label', f.label, 'type', f.type, 'options', f.options,
          'required', f.required, 'defaultValue', f.default_value, 'private', f.private) order by f.position), '[]')
        from data_fields f where f.audience_id = a.id and f.removed_at is null) as fields,
      (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name)), '[]')
        from groups g where g.audience_id = a.id and g.removed_at is null) as groups
    from audiences a where a.id = any(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, toConfig(row)]));
}

function toConfig(row: ConfigRow): AudienceConfig {
  const fields = row.fields.map((field) => ({ ...field, matchKey: matchKey(field.key) }));
  return {
    ...row,
    fields,
    fieldByMatchKey: new Map(fields.map((field) => [field.matchKey, field])),
    fieldByKey: new Map(fields.map((field) => [field.key, field])),
    groups: new Map(row.groups.map((group) => [group.id, group.name])),
  };
}
