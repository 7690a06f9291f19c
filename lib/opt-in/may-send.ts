/**
 * At most one mail in ten minutes and five in a day to a contact, and ten in a day to an address in all of a workspace's audiences: doors
 * that anybody can post to must not become a mail bomb.
 */
export const resendRule = { gapMs: 10 * 60_000, perDay: 5, perAddressDay: 10 } as const;

/** What an address has been sent in the last 24 hours. */
export interface SentBefore {
  /** The last mail whose link is still unused; null for none. */
  lastSentAt: Date | null;
  /** To this contact. */
  sentToday: number;
  /** To its address, whatever the audience. */
  sentToAddressToday: number;
}

/** Why a contact that asks gets no confirmation mail now, as the ledger says it; null when it does. */
export function whyNoMail({ lastSentAt, sentToday, sentToAddressToday }: SentBefore, now: Date): string | null {
  if (lastSentAt !== null && now.getTime() - lastSentAt.getTime() < resendRule.gapMs)
    return "No confirmation mail was sent: the last one had gone out less than 10 minutes before.";
  if (sentToday >= resendRule.perDay)
    return `No confirmation mail was sent: the contact had got ${resendRule.perDay} within 24 hours.`;
  if (sentToAddressToday >= resendRule.perAddressDay)
    return `No confirmation mail was sent: the address had got ${resendRule.perAddressDay} within 24 hours, in all audiences together.`;
  return null;
}
