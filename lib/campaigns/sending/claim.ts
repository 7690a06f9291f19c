import { newUuid } from "@/db/ids";
import type { Ctx } from "../../context";

/** For making the mails. Whoever takes longer writes nothing, and another one does it again. */
export const claimMs = 20_000;
/** Longer than one mail can take with every answer coming late, after `claimMs` of others: it ends only with its process. */
export const flightMs = 6 * 60_000;
/** Campaigns that share a step. */
const campaignsPerStep = 20;
/** What a step may hold of contents, whatever its mails weigh. */
const charactersPerStep = 16_000_000;
/** A limited campaign takes so much of its minute at once. */
const secondsPerTake = 2;

/** A message that nobody else works on until its lease ends. Ids are bare UUIDs. */
export interface ClaimedMessage {
  id: string;
  campaignId: string;
  contactId: string;
  /** Tries so far. */
  attempts: number;
}

export interface Claim {
  id: string;
  messages: ClaimedMessage[];
}

/**
 * Takes due messages of campaigns that are being sent, each campaign its share, and no more than its speed allows. They stay `pending`:
 * when their process dies before anything has left, they are simply due again.
 */
export async function claimMessages(ctx: Ctx, batch: number): Promise<Claim> {
  const now = ctx.now();
  const id = newUuid();
  // The campaign's row is held so that two processes don't each take what the speed allows to one.
  const messages = await ctx.sql<ClaimedMessage[]>`
    with turns as materialized (
      select c.id, c.rate_per_minute as rate, length(c.html) as characters from campaigns c
      where c.status = 'sending' and (c.not_before is null or c.not_before <= ${now})
        and exists (select from campaign_messages m where m.campaign_id = c.id and m.state = 'pending' and m.due_at <= ${now})
      order by random() limit ${campaignsPerStep} for no key update of c skip locked
    ), due as materialized (
      select m.id from turns t, lateral (
        select id from campaign_messages where campaign_id = t.id and state = 'pending' and due_at <= ${now}
        order by due_at limit greatest(1, least(
          ${batch}::int / (select count(*) from turns),
          ${charactersPerStep}::int / (t.characters + 1),
          ceil(t.rate * ${secondsPerTake}::int / 60.0)))
        for update skip locked) m
    ), claimed as (
      update campaign_messages m set claim_id = ${id}, due_at = ${new Date(now.getTime() + claimMs)}
      where m.id = any(array(select id from due))
      returning m.id, m.campaign_id, m.contact_id, m.attempts
    ), paced as (
      update campaigns c set not_before = ${now}::timestamptz + taken.count * interval '1 minute' / c.rate_per_minute
      from (select campaign_id, count(*) from claimed group by campaign_id) taken
      where c.id = taken.campaign_id and c.rate_per_minute is not null)
    select id, campaign_id as "campaignId", contact_id as "contactId", attempts from claimed`;
  return { id, messages };
}

/** Marks that these are about to leave; answers those that are still ours, to contacts who are still Active, of a campaign that goes on. */
export async function markSending(ctx: Ctx, claim: Claim, ids: string[]): Promise<Set<string>> {
  const rows = await ctx.sql<{ id: string }[]>`
    update campaign_messages m set state = 'sending', attempts = attempts + 1,
      due_at = ${new Date(ctx.now().getTime() + flightMs)}
    from campaigns c
    where m.id = any(${ids}::uuid[]) and m.claim_id = ${claim.id} and m.state = 'pending'
      and c.id = m.campaign_id and c.status = 'sending'
      and exists (select from contacts p where p.audience_id = c.audience_id and p.id = m.contact_id and p.status = 'subscribed')
    returning m.id`;
  return new Set(rows.map((row) => row.id));
}

/** Gives back what was claimed and has come to no end: the next step of whoever is first takes it. */
export async function releaseClaim(ctx: Ctx, claim: Claim): Promise<void> {
  await ctx.sql`
    update campaign_messages set claim_id = null, due_at = ${ctx.now()}
    where id = any(${claim.messages.map(({ id }) => id)}::uuid[]) and claim_id = ${claim.id} and state = 'pending'`;
}

/** Mails that were leaving when their process died may have arrived: they are listed, and never sent again by themselves. */
export async function markLost(ctx: Ctx): Promise<void> {
  await ctx.sql`
    update campaign_messages set state = 'unknown', claim_id = null,
      reason = 'The server stopped while this was being sent. It may have arrived.'
    where state = 'sending' and due_at <= ${ctx.now()}`;
}
