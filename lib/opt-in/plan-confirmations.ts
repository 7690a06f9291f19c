import type { TransactionSql } from "@/db/client";
import { fromUuid, newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { Ctx, SignalName } from "../context";
import { sha256, urlSecret } from "../crypto";
import type { EventName } from "../events/catalogue";
import type { ContactEvent, EventPlanner } from "../events/relay";
import { buildMail } from "../mail/build";
import { insertMails } from "../mail/insert";
import { confirmationMail } from "./confirmation-mail";
import { type SentBefore, whyNoMail } from "./may-send";

const confirmationRows = rowsOf({
  id: "uuid",
  workspace_id: "uuid",
  audience_id: "uuid",
  contact_id: "uuid",
  token_hash: "bytea",
  expires_at: "timestamptz",
  created_at: "timestamptz",
});
const noteRows = rowsOf({ workspace_id: "uuid", contact_id: "uuid", created_at: "timestamptz", note: "text" });
const contactRows = rowsOf({ audience_id: "uuid", id: "uuid", must: "int" });

const asking: readonly EventName[] = [
  "contact.pending",
  "contact.confirmation_requested",
  "contact.reconfirmation_requested",
];

/** A Pending contact that asks for its mail, with what decides whether it gets one. */
interface Candidate extends SentBefore {
  contactId: string;
  workspaceId: string;
  audienceId: string;
  email: string;
  audienceName: string;
  subject: string;
  text: string;
  expiryDays: number;
}

/** A contact that asks for its mail. Who had unsubscribed has to confirm (1) in an audience without double opt-in too. */
interface Asking {
  audience_id: string;
  id: string;
  must: 0 | 1;
}

/** Plans the confirmation mails of Pending contacts who have to confirm, in the relay's transaction. */
export const confirmationPlanner: EventPlanner = { types: asking, plan: planConfirmations };

async function planConfirmations(tx: TransactionSql, events: ContactEvent[], ctx: Ctx): Promise<SignalName[]> {
  const contacts = new Map<string, Asking>();
  for (const { contactId, audienceId, type } of events) {
    const must = type === "contact.reconfirmation_requested" || contacts.get(contactId)?.must === 1;
    contacts.set(contactId, { audience_id: audienceId, id: contactId, must: must ? 1 : 0 });
  }
  const now = ctx.now();
  const candidates = await findCandidates(tx, [...contacts.values()], now);
  const { due, withheld } = choose(candidates, now);
  await noteInLedger(tx, events, withheld);
  if (due.length === 0) return [];
  const made = due.map((candidate) => ({ id: newUuid(), token: urlSecret(), candidate }));
  const confirmations = made.map(({ id, token, candidate }) => ({
    id,
    workspace_id: candidate.workspaceId,
    audience_id: candidate.audienceId,
    contact_id: candidate.contactId,
    token_hash: sha256(token),
    expires_at: new Date(now.getTime() + candidate.expiryDays * 86_400_000),
    created_at: now,
  }));
  const mails = made.map(({ token, candidate }) =>
    buildMail({
      workspaceId: fromUuid("wks", candidate.workspaceId),
      contactId: fromUuid("con", candidate.contactId),
      kind: "confirmation",
      fromName: candidate.audienceName,
      to: candidate.email,
      dueAt: now,
      ...confirmationMail({ ...candidate, url: `${ctx.env.publicUrl}/confirm/${token}` }),
    }),
  );
  await Promise.all([
    tx`
      insert into confirmations (id, workspace_id, audience_id, contact_id, token_hash, expires_at, created_at)
      select * from ${confirmationRows(confirmations)} as r`,
    insertMails(tx, mails),
  ]);
  return ["mail/queued"];
}

/** Who gets a mail, and why the others don't. An address that stands there twice is counted on. */
function choose(candidates: Candidate[], now: Date) {
  const due: Candidate[] = [];
  const withheld = new Map<string, string>();
  const chosen = new Map<string, number>();
  for (const candidate of candidates) {
    const address = `${candidate.workspaceId} ${candidate.email}`;
    const before = chosen.get(address) ?? 0;
    const why = whyNoMail({ ...candidate, sentToAddressToday: candidate.sentToAddressToday + before }, now);
    if (why !== null) {
      withheld.set(candidate.contactId, why);
      continue;
    }
    due.push(candidate);
    chosen.set(address, before + 1);
  }
  return { due, withheld };
}

/** Says in the ledger which requests sent no mail. What came by another way has no row there. */
async function noteInLedger(tx: TransactionSql, events: ContactEvent[], withheld: Map<string, string>): Promise<void> {
  const notes = events.flatMap(({ contactId, workspaceId, occurredAt }) => {
    const note = withheld.get(contactId);
    return note === undefined
      ? []
      : [{ workspace_id: workspaceId, contact_id: contactId, created_at: occurredAt, note }];
  });
  if (notes.length === 0) return;
  await tx`
    update inbound_requests q set note = r.note from ${noteRows(notes)} as r
    where q.workspace_id = r.workspace_id and q.contact_id = r.contact_id and q.created_at = r.created_at`;
}

/** Asks the contact's row, not the event, and holds it: who has confirmed or gone by then gets no mail, who is being deleted waits. */
const findCandidates = (tx: TransactionSql, contacts: Asking[], now: Date) => tx<Candidate[]>`
  select c.id as "contactId", c.workspace_id as "workspaceId", c.audience_id as "audienceId", c.email,
    a.name as "audienceName", a.confirmation_subject as subject, a.confirmation_text as text,
    a.confirmation_expiry_days as "expiryDays", sent.today as "sentToday", sent.last as "lastSentAt",
    everywhere.today as "sentToAddressToday"
  from ${contactRows(contacts)} as k
  join contacts c on c.audience_id = k.audience_id and c.id = k.id and c.status = 'unconfirmed'
  join audiences a on a.id = c.audience_id and (a.double_opt_in or k.must = 1)
  cross join lateral (
    select count(*)::int as today, max(created_at) filter (where used_at is null) as last from confirmations f
    where f.contact_id = c.id and f.created_at > ${now}::timestamptz - interval '1 day') sent
  cross join lateral (
    select count(*)::int as today from contacts o join confirmations f on f.contact_id = o.id
    where o.email = c.email and o.workspace_id = c.workspace_id
      and f.created_at > ${now}::timestamptz - interval '1 day') everywhere
  order by c.audience_id, c.id for key share of c`;
