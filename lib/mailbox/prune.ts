import type { Ctx } from "../context";
import { horizonId } from "../workspaces/retention/horizon";

const rowsPerStep = 2_000;
/** Mail about accounts belongs to no workspace that could say how long. */
const accountMailDays = 30;

/**
 * One step of keeping mails as long as their workspaces keep what they sent to webhooks. What has not been sent yet stays. Answers whether
 * there may be more.
 */
export async function pruneMails({ sql, now }: Ctx): Promise<boolean> {
  const accountsBefore = new Date(now().getTime() - accountMailDays * 86_400_000);
  const [ofWorkspaces, ofAccounts] = await Promise.all([
    sql`
      with due as (
        select old.id from workspaces w, lateral (
          select id from mails where workspace_id = w.id and id < ${horizonId(sql, "deliveries", now())}
            and state not in ('queued', 'sending') order by id limit ${rowsPerStep}) old
        limit ${rowsPerStep})
      delete from mails m using due where m.id = due.id`,
    sql`
      delete from mails where id in (
        select id from mails where workspace_id is null and created_at < ${accountsBefore} and state not in ('queued', 'sending')
        limit ${rowsPerStep})`,
  ]);
  return ofWorkspaces.count > 0 || ofAccounts.count > 0;
}

/** Workspaces with mails that are kept too long already. */
export async function countOverdueMails({ sql, now }: Ctx): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from workspaces w where exists (
      select from mails m where m.workspace_id = w.id and m.id < ${horizonId(sql, "deliveries", now())}
        and m.state not in ('queued', 'sending'))`;
  return row?.count ?? 0;
}
