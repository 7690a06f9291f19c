import type { Sql } from "postgres";
import { toUuid } from "../db/ids";

/** Puts contacts straight into the table: their way in is measured elsewhere. */
export async function fillContacts(sql: Sql, audienceId: string, contacts: number): Promise<void> {
  const audience = toUuid("aud", audienceId);
  const perStep = 50_000;
  for (let from = 0; from < contacts; from += perStep)
    await sql`
      insert into contacts (id, workspace_id, audience_id, email, status, fields, tag_ids, group_ids, search, source, created_at, updated_at)
      select (lpad(to_hex(1600000000000 + n), 12, '0') || '7000' || substr(md5(random()::text), 1, 16))::uuid, a.workspace_id, a.id,
        'person-' || n || '@example.com', 'subscribed',
        jsonb_build_object('first_name', 'First ' || n % 977, 'last_name', 'Last ' || n % 1409), '{}', '{}', ''::tsvector, 'import',
        now() - n % 400 * interval '1 day', now()
      from audiences a, generate_series(${from}::int, ${Math.min(contacts, from + perStep) - 1}::int) n where a.id = ${audience}`;
  await sql`
    insert into audience_counters (audience_id, status, contacts) values (${audience}, 'subscribed', ${contacts})
    on conflict (audience_id, status, slot) do update set contacts = audience_counters.contacts + excluded.contacts`;
  await sql`analyze contacts`;
}
