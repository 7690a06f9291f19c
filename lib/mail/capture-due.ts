import type { Ctx } from "../context";
import type { MailOwner, OwnedMail } from "./owner";
import { judgeAll, tellOwners } from "./owners";

const batchSize = 200;

/**
 * One step of keeping mails for the Mailbox where there is no mail server. Exact: nothing leaves, so there is no lease and no doubt; what
 * follows from a mail is written with it. Answers whether there may be more.
 */
export async function captureDue(ctx: Ctx, owners: readonly MailOwner[]): Promise<boolean> {
  const { more, told } = await ctx.sql.begin(async (tx) => {
    const due = await tx<(OwnedMail & { kind: string })[]>`
      select id, kind, run_id as "runId", contact_id as "contactId", subject from mails
      where state = 'queued' and due_at <= ${ctx.now()} order by due_at limit ${batchSize} for update skip locked`;
    const verdicts = await judgeAll(tx, ctx, owners, due);
    const ended = due.flatMap((mail) => {
      const verdict = verdicts.get(mail.id) ?? "go";
      if (verdict === "later") return [];
      return { ...mail, error: verdict === "go" ? null : verdict.refusal };
    });
    const refused = ended.filter(({ error }) => error !== null);
    const ids = ended.flatMap(({ id, error }) => (error === null ? id : []));
    await Promise.all([
      ids.length === 0 ? null : tx`update mails set state = 'captured', error = null where id = any(${ids}::uuid[])`,
      ...refused.map(({ id, error }) => tx`update mails set state = 'failed', error = ${error} where id = ${id}`),
      tellOwners(tx, ctx, owners, ended),
    ]);
    const told = ended.some(({ kind }) => owners.some((owner) => owner.kind === kind));
    return { more: ended.length === batchSize, told };
  });
  if (told) ctx.signals.send("events/recorded");
  return more;
}
