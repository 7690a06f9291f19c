import type { Sql, TransactionSql } from "@/db/client";
import type { ContactState, TagRef } from "./change";

export type ContactRow = Omit<ContactState, "tags"> & { tags: TagRef[] };

/** The columns of `contacts c` as a `ContactState`; tags that are being removed are left out of sight, not out of the row. */
export const contactColumns = (sql: Sql | TransactionSql) => sql`
  c.id, c.workspace_id as "workspaceId", c.audience_id as "audienceId", c.email, c.status, c.fields, c.group_ids as "groupIds",
  c.source, c.source_id as "sourceId", c.signup_ip as "signupIp", c.confirmed_at as "confirmedAt",
  c.unsubscribed_at as "unsubscribedAt", c.created_at as "createdAt", c.updated_at as "updatedAt",
  case when c.tag_ids = '{}' then '[]'::json else
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from tags t
      where t.id = any(c.tag_ids))
  end as tags`;
