import type { MessageState } from "@/db/enums";
import type { Ctx } from "../../context";
import { allStates } from "../count-states";
import { byItself, type HeldCampaign, heldColumns, takeStep } from "../take-step";

const campaignsPerStep = 20;

/** Begins to send scheduled campaigns whose time has come. Answers how many. */
export async function startScheduled(ctx: Ctx): Promise<number> {
  const now = ctx.now();
  const started = await ctx.sql.begin(async (tx) => {
    const due = await tx<HeldCampaign[]>`
      select ${heldColumns(tx)} from campaigns c join audiences a on a.id = c.audience_id
      where c.status = 'scheduled' and c.scheduled_at <= ${now} order by c.scheduled_at limit ${campaignsPerStep}
      for update of c skip locked`;
    // Sent to the whole audience it would reach people who were never meant.
    for (const campaign of due)
      if (campaign.toSegment && campaign.segmentId === null)
        await takeStep(tx, campaign, "stall", now, {
          reason: "It was not sent because its segment was deleted. Choose who gets it.",
          source: byItself,
        });
      else await takeStep(tx, campaign, "start", now, { source: byItself });
    return due.length;
  });
  if (started > 0) ctx.signals.send("events/recorded");
  return started;
}

/** Ends campaigns of which everything has been gathered and nothing is waiting or under way. */
export async function finishSent(ctx: Ctx): Promise<void> {
  const now = ctx.now();
  const finished = await ctx.sql.begin(async (tx) => {
    const done = await tx<HeldCampaign[]>`
      select ${heldColumns(tx)} from campaigns c join audiences a on a.id = c.audience_id
      where c.status = 'sending' and c.gathered_at is not null
        and not exists (select from campaign_messages m where m.campaign_id = c.id and m.state in ('pending', 'sending'))
      limit ${campaignsPerStep} for update of c skip locked`;
    for (const campaign of done) {
      await takeStep(tx, campaign, "finish", now, { source: byItself });
      const counts = await tx<{ state: MessageState; count: number }[]>`
        select state, count(*)::int as count from campaign_messages where campaign_id = ${campaign.id} group by state`;
      const states = allStates(Object.fromEntries(counts.map(({ state, count }) => [state, count])));
      await tx`update campaigns set final_states = ${JSON.stringify(states)}::text::jsonb where id = ${campaign.id}`;
    }
    return done.length;
  });
  if (finished > 0) ctx.signals.send("events/recorded");
}
