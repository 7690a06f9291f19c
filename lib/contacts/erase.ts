import type { TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import { sha256 } from "../crypto";
import type { ContactState } from "./change";
import { isFinal } from "./consent";

const idRows = rowsOf({ audience_id: "uuid", id: "uuid" });
const addressRows = rowsOf({ workspace_id: "uuid", audience_id: "uuid", email: "text" });
const suppressionRows = rowsOf({ workspace_id: "uuid", hash: "bytea", status: "text" });

/**
 * Removes contacts for good and scrubs their personal data from ledger, events, mails and consent log. Of an address that had bounced
 * or complained a hash stays, so that coming back does not lift the status.
 */
export async function erase(tx: TransactionSql, contacts: ContactState[]): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.map((contact) => ({
    workspace_id: contact.workspaceId,
    audience_id: contact.audienceId,
    id: contact.id,
    email: contact.email,
    status: contact.status,
    hash: sha256(contact.email),
  }));
  const ids = contacts.map((contact) => contact.id);
  const publicIds = ids.map((id) => fromUuid("con", id));
  const audienceIds = [...new Set(contacts.map((contact) => contact.audienceId))];
  const suppressed = rows.filter((row) => isFinal(row.status));
  await Promise.all([
    tx`
      delete from contacts c using ${idRows(rows)} as r
      where c.audience_id = r.audience_id and c.id = r.id`,
    tx`
      update inbound_requests q set email = null, body = null, query = null, headers = '{}', issues = null, ip = null, user_agent = null
      from ${addressRows(rows)} as r
      where q.workspace_id = r.workspace_id and q.audience_id = r.audience_id and q.email = r.email`,
    tx`
      update inbound_requests set email = null, body = null, query = null, headers = '{}', issues = null, ip = null, user_agent = null
      where contact_id = any(${ids}::uuid[])`,
    tx`
      update events set data = json_build_object('contact', json_build_object('id', data -> 'contact' -> 'id', 'erased', true))
      where contact_id = any(${ids}::uuid[])`,
    tx`delete from mails where contact_id = any(${ids}::uuid[]) and state = 'queued'`,
    tx`
      update mails set to_address = '', subject = '', html = '', text = '', headers = null, error = null, claim_id = null,
        state = case when state = 'sending' then 'unknown' else state end
      where contact_id = any(${ids}::uuid[])`,
    // Their remembered answers quote the address; a day at most, found by the hook.
    tx`
      delete from inbound_answers a using inbound_hooks h
      where h.id = a.hook_id and h.audience_id = any(${audienceIds}::uuid[]) and a.answer -> 'contact' ->> 'id' = any(${publicIds}::text[])`,
    // What is still on its way to be counted goes with the event of the deletion. Keys of events from outside are hashes.
    tx`delete from contact_event_counts where contact_id = any(${ids}::uuid[])`,
    tx`
      with gone as (delete from segment_members where contact_id = any(${ids}::uuid[]) returning segment_id)
      insert into segment_traffic (segment_id, hour, entered, "left")
      select segment_id, date_trunc('hour', now(), 'UTC'), 0, count(*) from gone group by segment_id
      on conflict (segment_id, hour, slot) do update set "left" = segment_traffic."left" + excluded."left"`,
    // A mail server's refusal quotes the address.
    tx`update campaign_messages set reason = null where contact_id = any(${ids}::uuid[]) and reason is not null`,
    tx`delete from segment_turns where contact_id = any(${ids}::uuid[])`,
    tx`delete from confirmations where contact_id = any(${ids}::uuid[])`,
    tx`update consent_log set ip = null, user_agent = null where contact_id = any(${ids}::uuid[])`,
    suppressed.length === 0
      ? null
      : tx`
      insert into suppressions (workspace_id, email_hash, status)
      select workspace_id, hash, status
      from ${suppressionRows(suppressed)} as r
      on conflict do nothing`,
  ]);
}
