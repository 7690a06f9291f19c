import type { Sql, TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import type { Ctx } from "../context";
import { buildMail } from "../mail/build";
import { insertMails } from "../mail/insert";
import { renderMail } from "../mail/render";

/** A webhook counts as refusing when, in this window, it refused at least so many requests and this share of all. */
export const alertRule = {
  windowMs: 15 * 60_000,
  refusedMin: 5,
  refusedShare: 0.2,
  quietMs: 24 * 60 * 60_000,
} as const;

interface Refusing {
  hookId: string;
  /** Empty for an audience's own webhook. */
  hookName: string;
  workspaceId: string;
  workspaceSlug: string;
  audienceId: string;
  audienceName: string;
  refused: number;
  accepted: number;
  message: string | null;
  owners: string[];
}

/**
 * Mails the owners of webhooks that have started to refuse requests, at most once a day for each: a form that lost a field would
 * otherwise lose contacts in silence. Answers false: there is never more to do at once.
 */
export async function alertRefusals(ctx: Ctx): Promise<boolean> {
  const now = ctx.now();
  const queued = await ctx.sql.begin(async (tx) => {
    const refusing = await tx<Refusing[]>`
      with traffic as (${alarmingTraffic(tx, now)}), alerted as (
        update inbound_hooks h set refusal_alert_at = ${now} from traffic t
        where h.id = t.hook_id and ${mayAlert(tx, now)}
        returning h.id, h.name, h.workspace_id, h.audience_id, t.refused, t.accepted)
      select n.id as "hookId", n.name as "hookName", n.workspace_id as "workspaceId", w.slug as "workspaceSlug", n.audience_id as "audienceId",
        a.name as "audienceName", n.refused, n.accepted,
        (select message from inbound_requests q where q.audience_id = n.audience_id and q.hook_id = n.id and q.status >= 400
          order by q.id desc limit 1) as message,
        (select coalesce(json_agg(u.email), '[]') from members m join users u on u.id = m.user_id
          where m.workspace_id = n.workspace_id and m.role = 'owner') as owners
      from alerted n join workspaces w on w.id = n.workspace_id join audiences a on a.id = n.audience_id`;
    const mails = refusing.flatMap((hook) => hook.owners.map((owner) => alertMail(ctx, hook, owner, now)));
    await insertMails(tx, mails);
    return mails.length;
  });
  if (queued > 0) ctx.signals.send("mail/queued");
  return false;
}

/** How many webhooks have an alert to send. */
export async function countAlerts(ctx: Ctx): Promise<number> {
  const now = ctx.now();
  const [alerts] = await ctx.sql<{ count: number }[]>`
    select count(*)::int as count from (${alarmingTraffic(ctx.sql, now)}) t
    join inbound_hooks h on h.id = t.hook_id and ${mayAlert(ctx.sql, now)}`;
  return alerts?.count ?? 0;
}

const alarmingTraffic = (sql: Sql | TransactionSql, now: Date) => sql`
  select hook_id, sum(alarming)::int as refused, sum(accepted)::int as accepted from inbound_traffic
  where minute > ${new Date(now.getTime() - alertRule.windowMs)} group by hook_id
  having sum(alarming) >= ${alertRule.refusedMin}
    and sum(alarming) >= ${alertRule.refusedShare}::float8 * (sum(alarming) + sum(accepted))`;

const mayAlert = (sql: Sql | TransactionSql, now: Date) => sql`
  h.active and (h.refusal_alert_at is null or h.refusal_alert_at <= ${new Date(now.getTime() - alertRule.quietMs)})`;

function alertMail(ctx: Ctx, hook: Refusing, owner: string, now: Date) {
  const audienceId = fromUuid("aud", hook.audienceId);
  const minutes = alertRule.windowMs / 60_000;
  const webhook = hook.hookName === "" ? `inbound webhook of ${hook.audienceName}` : `inbound webhook ${hook.hookName}`;
  return buildMail({
    workspaceId: fromUuid("wks", hook.workspaceId),
    contactId: null,
    kind: "webhook_refusing",
    fromName: null,
    to: owner,
    subject: `The ${webhook} is refusing requests`,
    dueAt: now,
    ...renderMail({
      title: `${hook.refused} of the last ${hook.refused + hook.accepted} requests were refused`,
      paragraphs: [
        `In the last ${minutes} minutes the ${webhook} refused ${hook.refused} requests and accepted ${hook.accepted}. Refused requests add or change no contact.`,
        ...(hook.message === null ? [] : [`The newest refusal says: “${hook.message}”`]),
      ],
      action: {
        label: "Look at the refused requests",
        url: `${ctx.env.publicUrl}/${hook.workspaceSlug}/audiences/${audienceId}/requests?status=refused`,
      },
      footer: "You get this mail as an owner of the workspace, at most once a day for each webhook.",
    }),
  });
}
