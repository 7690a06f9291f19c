import type { Fragment } from "@/db/client";
import { fragment } from "@/db/fragment";
import type { RowVersion } from "./batch";
import type { ContactState, TagRef } from "./change";

export type ContactRow = Omit<ContactState, "tags"> & { tags: TagRef[] };
/** A row that may be written back: which version of it this is, and the tags that it really has (names may be missing, see `findLateTags`). */
export type FoundRow = ContactRow & RowVersion & { tagIds: string[] };

const columnsWithTags = (which: Fragment): Fragment => fragment`
  c.id, c.workspace_id as "workspaceId", c.audience_id as "audienceId", c.email, c.status, c.fields, c.group_ids as "groupIds",
  c.source, c.source_id as "sourceId", c.signup_ip as "signupIp", c.confirmed_at as "confirmedAt",
  c.unsubscribed_at as "unsubscribedAt", c.created_at as "createdAt", c.updated_at as "updatedAt",
  case when c.tag_ids = '{}' then '[]'::json else
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.match_name), '[]') from tags t
      where t.id = any(c.tag_ids) ${which})
  end as tags`;

/** The columns of `contacts c` as a `ContactState` that may be written back. */
const contactColumns = columnsWithTags(fragment``);

/** The same for showing: tags that are being removed are out of sight. */
export const shownContactColumns = columnsWithTags(fragment`and t.removed_at is null`);

/** The columns of a `FoundRow`. */
export const foundContactColumns = fragment`${contactColumns}, c.ctid::text, c.xmin::text, c.tag_ids as "tagIds"`;
