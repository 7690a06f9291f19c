import { type SQL, sql } from "drizzle-orm";
import { countMax } from "./contact-count";

const columns = { groups: "group_ids", tags: "tag_ids" } as const;

/**
 * A column of a query on `groups` or `tags`: the contacts of each row, counted until one more than lists show. Plain SQL names,
 * because drizzle leaves the table out of columns inside a query of one table.
 */
export const contactCount = (table: keyof typeof columns): SQL<number> =>
  sql
    .raw(
      `(select count(*) from (select 1 from contacts c where c.audience_id = ${table}.audience_id
        and c.${columns[table]} @> array[${table}.id] and c.${columns[table]} <> '{}' limit ${countMax + 1}) counted)`,
    )
    .mapWith(Number);
