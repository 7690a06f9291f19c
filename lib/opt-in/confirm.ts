import type { Sql, TransactionSql } from "@/db/client";
import { loadAudienceConfigs } from "../audiences/config";
import { change } from "../contacts/change";
import { contactTransaction } from "../contacts/conflict";
import { planContacts } from "../contacts/write";
import type { Ctx } from "../context";
import { sha256 } from "../crypto";

/** What a confirmation link is good for. */
export type Confirmation =
  | { state: "open"; audienceName: string; email: string }
  | { state: "confirmed"; audienceName: string }
  | { state: "expired"; audienceName: string }
  | { state: "unknown" };

interface TokenRow {
  id: string;
  audienceId: string;
  contactId: string;
  audienceName: string;
  email: string | null;
  status: string | null;
  expiresAt: Date;
  usedAt: Date | null;
}

const findToken = (sql: Sql | TransactionSql, token: string) => sql<TokenRow[]>`
  select f.id, f.audience_id as "audienceId", f.contact_id as "contactId", a.name as "audienceName", c.email, c.status,
    f.expires_at as "expiresAt", f.used_at as "usedAt"
  from confirmations f join audiences a on a.id = f.audience_id
  left join contacts c on c.audience_id = f.audience_id and c.id = f.contact_id
  where f.token_hash = ${sha256(token)}`;

function judge(row: TokenRow | undefined, now: Date): Confirmation {
  if (row === undefined || row.email === null) return { state: "unknown" };
  if (row.usedAt !== null || row.status !== "unconfirmed")
    return row.status === "subscribed"
      ? { state: "confirmed", audienceName: row.audienceName }
      : { state: "expired", audienceName: row.audienceName };
  if (row.expiresAt <= now) return { state: "expired", audienceName: row.audienceName };
  return { state: "open", audienceName: row.audienceName, email: row.email };
}

/** Looks at a link without using it: mail scanners follow links. */
export async function lookAtConfirmation(ctx: Ctx, token: string): Promise<Confirmation> {
  const [row] = await findToken(ctx.sql, token);
  return judge(row, ctx.now());
}

/** Uses a link: the contact becomes Active, once. A second use says that it is done. */
export async function confirm(
  ctx: Ctx,
  token: string,
  from: { ip: string | null; userAgent: string | null },
): Promise<Confirmation> {
  return contactTransaction(ctx, async (tx) => {
    // Two clicks at once take turns; the second then reads what the first has done.
    await tx`select from confirmations where token_hash = ${sha256(token)} for update`;
    const [row] = await findToken(tx, token);
    const verdict = judge(row, ctx.now());
    if (verdict.state !== "open" || row === undefined) return verdict;
    const audience = (await loadAudienceConfigs(tx, [row.audienceId])).get(row.audienceId);
    if (audience === undefined) return { state: "unknown" as const };
    const planned = await planContacts(tx, [
      change({
        audience,
        target: { contactId: row.contactId },
        intent: "update",
        consent: { kind: "confirm" },
        source: { type: "contact", id: null, requestId: null, ...from },
        at: ctx.now(),
      }),
    ]);
    await Promise.all([
      planned.save(),
      tx`update confirmations set used_at = ${ctx.now()} where contact_id = ${row.contactId} and used_at is null`,
    ]);
    return { state: "confirmed" as const, audienceName: verdict.audienceName };
  });
}
