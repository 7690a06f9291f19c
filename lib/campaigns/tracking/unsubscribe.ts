import type { Sql, TransactionSql } from "@/db/client";
import type { ContactStatus } from "@/db/enums";
import { newUuid } from "@/db/ids";
import { loadAudienceConfigs } from "../../audiences/config";
import { change } from "../../contacts/change";
import { contactTransaction } from "../../contacts/conflict";
import { snapshot } from "../../contacts/snapshot";
import { planContacts } from "../../contacts/write";
import type { Ctx } from "../../context";
import { insertEvents } from "../../events/emit";
import type { Caller } from "../../http/caller";
import { type FoundMail, findMails } from "./find-mails";
import { byReader } from "./record-visits";
import { type LinkToken, readToken } from "./token";

/** What an unsubscribe link is good for. */
export type Subscription =
  | { state: "open"; audienceName: string; email: string }
  /** On the list again. */
  | { state: "kept"; audienceName: string; email: string }
  /** `mayUndo`: it was done by such a link a short while ago, so pressing the button may have been a slip. */
  | { state: "unsubscribed"; audienceName: string; email: string; mayUndo: boolean }
  /** Bounced or complained: no mail goes there, and nothing lifts that. */
  | { state: "stopped"; audienceName: string; email: string }
  | { state: "gone"; audienceName: string | null }
  | { state: "unknown" };

type UnsubscribeToken = Extract<LinkToken, { audienceId: string }>;

/** Looks at a link without using it: mail scanners follow links. */
export async function lookAtSubscription(ctx: Pick<Ctx, "key" | "sql" | "now">, text: string): Promise<Subscription> {
  const token = readUnsubscribe(ctx.key, text);
  return token === null ? { state: "unknown" } : judge(ctx.sql, token, ctx.now());
}

/**
 * Takes the contact off its audience's list, once: a second time changes nothing and is no error. Whoever bounced or complained keeps
 * that status. Emits `contact.unsubscribed`, and `email.unsubscribed` when the mail's campaign still exists.
 */
export const unsubscribe = (ctx: Ctx, text: string, caller: Caller): Promise<Subscription> =>
  setStatus(ctx, text, caller, "unsubscribed", ({ state }) => state === "open");

/**
 * Puts back a contact that was Active and took itself off by such a link within the last hour. Later it takes a new sign-up: who comes
 * by an old, forwarded mail must not sign others up.
 */
export async function undoUnsubscribe(ctx: Ctx, text: string, caller: Caller): Promise<Subscription> {
  const mayUndo = (found: Subscription) => found.state === "unsubscribed" && found.mayUndo;
  const left = await setStatus(ctx, text, caller, "subscribed", mayUndo);
  return left.state === "open" ? { ...left, state: "kept" } : left;
}

const readUnsubscribe = (key: Uint8Array, text: string): UnsubscribeToken | null => {
  const token = readToken(key, text);
  return token !== null && "audienceId" in token ? token : null;
};

const undoMs = 3_600_000;

interface ContactRow {
  audienceName: string;
  email: string | null;
  status: ContactStatus | null;
  mayUndo: boolean;
}

async function judge(sql: Sql | TransactionSql, token: UnsubscribeToken, now: Date): Promise<Subscription> {
  const [row] = await sql<ContactRow[]>`
    select a.name as "audienceName", c.email, c.status, coalesce(last.from_status = 'subscribed' and last.to_status = 'unsubscribed'
      and last.source = 'contact' and last.created_at > ${new Date(now.getTime() - undoMs)}, false) as "mayUndo"
    from audiences a
    left join contacts c on c.audience_id = a.id and c.id = ${token.contactId}
    left join lateral (select * from consent_log where contact_id = c.id order by id desc limit 1) last on true
    where a.id = ${token.audienceId}`;
  if (row === undefined || row.email === null) return { state: "gone", audienceName: row?.audienceName ?? null };
  const { audienceName, email, mayUndo } = row;
  switch (row.status) {
    case "unsubscribed":
      return { state: "unsubscribed", audienceName, email, mayUndo };
    case "bounced":
    case "complained":
      return { state: "stopped", audienceName, email };
    default:
      return { state: "open", audienceName, email };
  }
}

async function setStatus(
  ctx: Ctx,
  text: string,
  caller: Caller,
  status: "subscribed" | "unsubscribed",
  may: (found: Subscription) => boolean,
): Promise<Subscription> {
  const token = readUnsubscribe(ctx.key, text);
  if (token === null) return { state: "unknown" };
  return contactTransaction(ctx, async (tx) => {
    const found = await judge(tx, token, ctx.now());
    if (!may(found)) return found;
    await writeStatus(tx, token, caller, status, ctx.now());
    return judge(tx, token, ctx.now());
  });
}

async function writeStatus(
  tx: TransactionSql,
  token: UnsubscribeToken,
  caller: Caller,
  status: "subscribed" | "unsubscribed",
  at: Date,
): Promise<void> {
  const mail = await findMail(tx, token);
  const audience = (await loadAudienceConfigs(tx, [token.audienceId])).get(token.audienceId);
  if (audience === undefined) return;
  // Made before the contact's own event, because it comes before it.
  const eventId = newUuid();
  const source = { ...byReader(mail?.sourceId ?? null), ...caller };
  const target = { contactId: token.contactId };
  const { results, save } = await planContacts(tx, [
    change({ audience, target, intent: "update", consent: { kind: "set", status }, source, at }),
  ]);
  // Of two at once the second finds here, where the contact is locked, what the first has done.
  const { before, after: contact } = results[0] ?? { before: null, after: null };
  const left = contact?.status === "unsubscribed" && before?.status !== contact.status;
  await Promise.all([
    save(),
    mail === undefined || contact === null || !left
      ? null
      : insertEvents(tx, [
          {
            id: eventId,
            type: "email.unsubscribed",
            workspaceId: contact.workspaceId,
            audienceId: contact.audienceId,
            contactId: contact.id,
            data: { contact: snapshot(contact, audience), ...mail.told, ...caller },
            source: source.type,
            sourceId: source.id,
            occurredAt: at,
          },
        ]),
  ]);
}

/** The mail that the link stood in; none when its campaign has gone. */
async function findMail(tx: TransactionSql, token: UnsubscribeToken): Promise<FoundMail | undefined> {
  if (token.kind !== "unsubscribe") return undefined;
  const mail = (await findMails(tx, [token.messageId])).get(token.messageId);
  // Links in webhooks' payloads take the message from the event, and another sender's event may name somebody else's.
  return mail?.contactId === token.contactId ? mail : undefined;
}
