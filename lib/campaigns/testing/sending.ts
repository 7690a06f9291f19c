import type { ContactStatus } from "@/db/enums";
import { toUuid } from "@/db/ids";
import { audienceOf } from "../../contacts/audience-of";
import { change } from "../../contacts/change";
import { changeContacts } from "../../contacts/write";
import type { WorkspaceCtx } from "../../context";
import type { MailTransport } from "../../mail/transport";
import { sendDueCampaigns } from "../sending/send-due";

/** Contacts of an audience with a first name each, by the write path. Answers their bare ids in order. */
export async function testContacts(
  ctx: WorkspaceCtx,
  audienceId: string,
  people: { email: string; firstName?: string; status?: ContactStatus }[],
): Promise<string[]> {
  const audience = await audienceOf(ctx, audienceId);
  const results = await changeContacts(
    ctx,
    people.map(({ email, firstName, status }) =>
      change({
        audience,
        target: { email },
        intent: "upsert",
        fields: firstName === undefined ? {} : { first_name: firstName },
        consent: { kind: "set", status: status ?? "subscribed" },
        source: { type: "system", id: null, requestId: null, ip: null, userAgent: null },
        at: ctx.now(),
      }),
    ),
  );
  return results.map(({ after }) => after?.id ?? "");
}

/** So many Active contacts `user0@example.com` …, set-based. */
export const manyContacts = (ctx: WorkspaceCtx, audienceId: string, count: number) => ctx.sql`
  with made as (
    insert into contacts (id, workspace_id, audience_id, email, status, fields, tag_ids, group_ids, search, source, created_at, updated_at)
    select gen_random_uuid(), ${toUuid("wks", ctx.workspace.id)}, ${toUuid("aud", audienceId)}, 'user' || n || '@example.com', 'subscribed',
      jsonb_build_object('first_name', 'User ' || n), '{}', '{}', '', 'test', now(), now() from generate_series(0, ${count - 1}) n returning 1)
  insert into audience_counters (audience_id, status, contacts)
  select ${toUuid("aud", audienceId)}, 'subscribed', count(*) from made
  on conflict (audience_id, status, slot) do update set contacts = audience_counters.contacts + excluded.contacts`;

/** Steps of the background until there is no more to do now. */
export async function drainCampaigns(ctx: WorkspaceCtx, transport: MailTransport | null): Promise<void> {
  while (await sendDueCampaigns(ctx, transport));
}
