import { type MessageState, messageStates } from "@/db/enums";
import { fromUuid, toUuid } from "@/db/ids";
import type { Ctx } from "../context";

/** How many of a campaign's messages are in each state; a state that none is in may be absent. */
export type StateCounts = Partial<Record<MessageState, number>>;

/** Counts messages by campaign and state, from the index alone. Ids are prefixed. */
export async function countStates(ctx: Pick<Ctx, "sql">, campaignIds: string[]): Promise<Map<string, StateCounts>> {
  if (campaignIds.length === 0) return new Map();
  const rows = await ctx.sql<{ campaignId: string; state: MessageState; count: number }[]>`
    select campaign_id as "campaignId", state, count(*)::int as count from campaign_messages
    where campaign_id = any(${campaignIds.map((id) => toUuid("cmp", id))}::uuid[]) group by campaign_id, state`;
  const counts = new Map<string, StateCounts>();
  for (const { campaignId, state, count } of rows) {
    const id = fromUuid("cmp", campaignId);
    counts.set(id, { ...counts.get(id), [state]: count });
  }
  return counts;
}

/** With a zero for every state that none is in. */
export const allStates = (states: StateCounts): Record<MessageState, number> => {
  const all: Record<MessageState, number> = {
    pending: 0,
    sending: 0,
    sent: 0,
    captured: 0,
    skipped: 0,
    failed: 0,
    unknown: 0,
  };
  for (const state of messageStates) all[state] = states[state] ?? 0;
  return all;
};
