import { type BackgroundFunction, dueCountMax } from "../background-function";
import type { MailTransport } from "../mail/transport";
import { isGathering } from "./sending/gather";
import { sendDueCampaigns } from "./sending/send-due";

/** Starts campaigns when they are due, gathers their recipients and sends their mails. */
export const sendCampaignsFunction = (transport: MailTransport | null): BackgroundFunction => ({
  name: "send-campaigns",
  label: "Campaigns",
  description: "Starts scheduled campaigns, gathers their recipients and sends their mails, each at its speed.",
  wakes: ["campaigns/due"],
  sweepS: 2,
  work: (ctx) => sendDueCampaigns(ctx, transport),
  due: async ({ sql, now }) => {
    const at = now();
    const [due] = await sql<{ count: number; oldestAt: Date | null }[]>`
      select count(*)::int as count, min(at) as "oldestAt" from (
        (select scheduled_at as at from campaigns where status = 'scheduled' and scheduled_at <= ${at})
        union all (select coalesce(started_at, ${at}) from campaigns c where ${isGathering(sql)})
        union all (select c.updated_at from campaigns c where c.status = 'sending' and c.gathered_at is not null
          and not exists (select from campaign_messages m where m.campaign_id = c.id and m.state in ('pending', 'sending')))
        union all (select due_at from campaign_messages where state = 'sending' and due_at <= ${at})
        union all (select m.due_at from campaigns c, lateral (
          select due_at from campaign_messages where campaign_id = c.id and state = 'pending' and due_at <= ${at}
          order by due_at limit ${dueCountMax}) m
          where c.status = 'sending' and (c.not_before is null or c.not_before <= ${at}) limit ${dueCountMax})) due`;
    return due ?? { count: 0, oldestAt: null };
  },
  nextDueAt: async ({ sql, now }) => {
    const at = now();
    const [next] = await sql<{ at: Date | null }[]>`
      select least(
        (select min(scheduled_at) from campaigns where status = 'scheduled' and scheduled_at > ${at}),
        (select min(greatest(m.due_at, c.not_before)) from campaigns c, lateral (
          select due_at from campaign_messages where campaign_id = c.id and state = 'pending'
            and (due_at > ${at} or c.not_before > ${at}) order by due_at limit 1) m where c.status = 'sending'),
        (select min(due_at) from campaign_messages where state = 'sending' and due_at > ${at})) as at`;
    return next?.at ?? null;
  },
});
