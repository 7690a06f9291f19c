import { inArray } from "drizzle-orm";
import type { ContactStatus } from "@/db/enums";
import { audienceCounters } from "@/db/schema";
import type { Ctx } from "../context";
import type { Audience } from "./contract";
import type { AudienceRow } from "./load";

export type ContactCounts = Record<ContactStatus, number>;

/** Contacts by status of each of these audiences. */
export async function countContacts(ctx: Ctx, audienceIds: string[]): Promise<Map<string, ContactCounts>> {
  const counts = new Map(audienceIds.map((id) => [id, noContacts()]));
  if (audienceIds.length === 0) return counts;
  const rows = await ctx.db.select().from(audienceCounters).where(inArray(audienceCounters.audienceId, audienceIds));
  for (const { audienceId, status, contacts } of rows) {
    const of = counts.get(audienceId);
    if (of !== undefined) of[status] += contacts;
  }
  return counts;
}

export const noContacts = (): ContactCounts => ({
  subscribed: 0,
  unconfirmed: 0,
  unsubscribed: 0,
  bounced: 0,
  complained: 0,
});

export const presentAudience = (row: AudienceRow, contacts: ContactCounts = noContacts()): Audience => ({
  id: row.id,
  name: row.name,
  doubleOptIn: row.doubleOptIn,
  confirmationSubject: row.confirmationSubject,
  confirmationText: row.confirmationText,
  confirmationExpiryDays: row.confirmationExpiryDays,
  contacts,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
