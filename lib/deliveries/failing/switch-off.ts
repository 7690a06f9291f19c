import type { Fragment, Sql, TransactionSql } from "@/db/client";
import type { Ctx } from "../../context";
import { insertMails } from "../../mail/insert";
import { type FailingWebhook, type Notice, noticeMail } from "./mail";
import { failingRule } from "./rule";

/**
 * Tells the owners of webhooks that fail all the time a day ahead, then switches those off; and tells of those whose server answered
 * 410. Each mail once: the row that remembers it changes in the transaction that queues it. Answers false: there is never more to do at
 * once.
 */
export async function switchOffFailing(ctx: Ctx): Promise<boolean> {
  const queued = await ctx.sql.begin(async (tx) => {
    const now = ctx.now();
    const told = [
      ...(await tellOf(tx, "gone", tellGone(tx, now))),
      ...(await tellOf(tx, "off", switchOff(tx, now))),
      ...(await tellOf(tx, "warning", warn(tx, now))),
    ];
    const mails = told.flatMap(({ notice, webhook }) =>
      webhook.owners.map((owner) => noticeMail(ctx, notice, webhook, owner)),
    );
    await insertMails(tx, mails);
    return mails.length;
  });
  if (queued > 0) ctx.signals.send("mail/queued");
  return false;
}

/** How many webhooks there is something to do about. */
export async function countFailing({ sql, now }: Ctx): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select (select count(*) from webhook_health h join webhooks w on w.id = h.webhook_id
        where ${mayWarn(sql)} or ${maySwitchOff(sql, now())})::int
      + (select count(*) from webhooks w left join webhook_health h on h.webhook_id = w.id where ${isUntoldGone(sql)})::int as count`;
  return row?.count ?? 0;
}

type AnySql = Sql | TransactionSql;

/** A journey's block is never switched off: it says itself how often it tries, and nobody could switch it on. */
const isOn = (sql: AnySql) => sql`w.active and w.disabled_reason is null and w.journey_version_id is null`;
const isFailingFor = (sql: AnySql, ms: number) =>
  sql`h.failing_since is not null and h.last_failure_at - h.failing_since >= make_interval(secs => ${ms / 1_000})`;

/** A warning from before the last success was about other failures. */
const mayWarn = (sql: AnySql) => sql`
  ${isOn(sql)} and ${isFailingFor(sql, failingRule.warnMs)} and (h.warned_at is null or h.warned_at < h.failing_since)`;

const maySwitchOff = (sql: AnySql, now: Date) => sql`
  ${isOn(sql)} and ${isFailingFor(sql, failingRule.failingMs)} and h.warned_at >= h.failing_since
    and h.warned_at <= ${new Date(now.getTime() - failingRule.noticeMs)}`;

const isUntoldGone = (sql: AnySql) => sql`
  w.disabled_at is not null and w.disabled_reason = 'gone' and (h.told_at is null or h.told_at < w.disabled_at)`;

const warn = (tx: TransactionSql, now: Date) => tx`
  update webhook_health h set warned_at = ${now} from webhooks w where w.id = h.webhook_id and ${mayWarn(tx)} returning w.id`;

const switchOff = (tx: TransactionSql, now: Date) => tx`
  update webhooks w set active = false, disabled_reason = 'failing', disabled_at = ${now} from webhook_health h
  where h.webhook_id = w.id and ${maySwitchOff(tx, now)} returning w.id`;

const tellGone = (tx: TransactionSql, now: Date) => tx`
  insert into webhook_health as h (webhook_id, told_at)
  select w.id, ${now} from webhooks w left join webhook_health h on h.webhook_id = w.id where ${isUntoldGone(tx)}
  on conflict (webhook_id) do update set told_at = excluded.told_at
    where h.told_at is null or h.told_at < (select disabled_at from webhooks w where w.id = h.webhook_id)
  returning h.webhook_id as id`;

/** Reads what a mail tells of the webhooks that a statement has changed. */
async function tellOf(
  tx: TransactionSql,
  notice: Notice,
  changed: Fragment,
): Promise<{ notice: Notice; webhook: FailingWebhook }[]> {
  const rows = await tx<FailingWebhook[]>`
    with changed as (${changed})
    select w.id, w.name, w.url, w.campaign_id as "campaignId", c.name as "campaignName", w.workspace_id as "workspaceId",
      s.slug as "workspaceSlug", h.failing_since as "failingSince", h.last_error as "lastError",
      (select coalesce(json_agg(u.email order by u.email), '[]') from members m join users u on u.id = m.user_id
        where m.workspace_id = w.workspace_id and m.role = 'owner') as owners
    from changed join webhooks w on w.id = changed.id join workspaces s on s.id = w.workspace_id
    left join webhook_health h on h.webhook_id = w.id left join campaigns c on c.id = w.campaign_id
    order by w.id`;
  return rows.map((webhook) => ({ notice, webhook }));
}
