import type { Sql, TransactionSql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import type { Ctx } from "../context";
import { buildMail } from "../mail/build";
import { insertMails } from "../mail/insert";
import { renderMail } from "../mail/render";

/**
 * A webhook counts as refusing when, in this window, it refused at least so many requests and this share of all; and when it has accepted
 * none of the last ones within a day: a form that is sent a few times an hour never fills the window.
 */
export const alertRule = {
  windowMs: 15 * 60_000,
  refusedMin: 5,
  refusedShare: 0.2,
  inARowMs: 24 * 60 * 60_000,
  inARowMin: 3,
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
  /** Whether it is about the last requests, not about the window. */
  inARow: boolean;
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
        returning h.id, h.name, h.workspace_id, h.audience_id, t.refused, t.accepted, t.in_a_row)
      select n.id as "hookId", n.name as "hookName", n.workspace_id as "workspaceId", w.slug as "workspaceSlug", n.audience_id as "audienceId",
        a.name as "audienceName", n.refused, n.accepted, n.in_a_row as "inARow",
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

const alarmingTraffic = (sql: Sql | TransactionSql, now: Date) => {
  const recent = new Date(now.getTime() - alertRule.windowMs);
  const dayAgo = new Date(now.getTime() - alertRule.inARowMs);
  return sql`
    select h.hook_id, t.refused, t.accepted, t.in_a_row
    from (select distinct hook_id from inbound_traffic where minute > ${recent} and alarming > 0) h, lateral (
      select sum(alarming)::int as refused, sum(accepted)::int as accepted, false as in_a_row
      from inbound_traffic where hook_id = h.hook_id and minute > ${recent}
      having sum(alarming) >= ${alertRule.refusedMin}
        and sum(alarming) >= ${alertRule.refusedShare}::float8 * (sum(alarming) + sum(accepted))
      union all
      select sum(alarming)::int, 0, true
      from inbound_traffic where hook_id = h.hook_id and minute > greatest(${dayAgo}, (
        select max(minute) from inbound_traffic where hook_id = h.hook_id and minute > ${dayAgo} and accepted > 0))
      having sum(alarming) >= ${alertRule.inARowMin}
      limit 1) t`;
};

const mayAlert = (sql: Sql | TransactionSql, now: Date) => sql`
  h.active and (h.refusal_alert_at is null or h.refusal_alert_at <= ${new Date(now.getTime() - alertRule.quietMs)})`;

function alertMail(ctx: Ctx, hook: Refusing, owner: string, now: Date) {
  const audienceId = fromUuid("aud", hook.audienceId);
  const webhook = hook.hookName === "" ? `inbound webhook of ${hook.audienceName}` : `inbound webhook ${hook.hookName}`;
  const { title, what } = alertWords(hook, webhook);
  return buildMail({
    workspaceId: fromUuid("wks", hook.workspaceId),
    contactId: null,
    kind: "webhook_refusing",
    fromName: null,
    to: owner,
    subject: `The ${webhook} is refusing requests`,
    dueAt: now,
    ...renderMail({
      title,
      paragraphs: [
        `${what} Refused requests add or change no contact.`,
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

function alertWords({ inARow, refused, accepted }: Refusing, webhook: string): { title: string; what: string } {
  if (inARow)
    return {
      title: `The last ${refused} requests were refused`,
      what: `The ${webhook} has refused ${refused} requests and accepted none since.`,
    };
  return {
    title: `${refused} of the last ${refused + accepted} requests were refused`,
    what: `In the last ${alertRule.windowMs / 60_000} minutes the ${webhook} refused ${refused} requests and accepted ${accepted}.`,
  };
}
