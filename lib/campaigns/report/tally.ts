import { findReportKind, type ReportKindName, trafficType } from "./kinds";

/** Something that happened to a mail. Ids are bare UUIDs. */
export interface Happening {
  kind: ReportKindName;
  messageId: string;
  campaignId: string;
  at: Date;
  /** Of a click: the link, or where it led to when another sender reported it. */
  linkId: string | null;
  url: string | null;
}

/** What a mail gets added. Moments are those of the first time; null when it has none. */
export interface MailChange {
  id: string;
  /** Bits of `campaign_messages.seen`. */
  seen: number;
  opens: number;
  clicks: number;
  opened_at: Date | null;
  clicked_at: Date | null;
  bounced_at: Date | null;
  complained_at: Date | null;
  unsubscribed_at: Date | null;
}

interface Click {
  campaign_id: string;
  message_id: string;
  link_id: string | null;
  url: string | null;
}

interface Traffic {
  campaign_id: string;
  hour: Date;
  type: string;
  events: number;
  contacts: number;
}

/** Additions to the three counters of campaigns, each in the order in which everybody locks its rows. */
export interface Tally {
  mails: MailChange[];
  clicks: Click[];
  traffic: Traffic[];
}

const columns: Partial<Record<ReportKindName, keyof MailChange & `${string}_at`>> = {
  opened: "opened_at",
  clicked: "clicked_at",
  bounced: "bounced_at",
  complained: "complained_at",
  unsubscribed: "unsubscribed_at",
};

const hourMs = 3_600_000;

/**
 * Counts what happened, in the order of the list.
 * @param seen what each mail has had already, by its id: bits of `campaign_messages.seen`
 */
export function tally(happenings: Happening[], seen: ReadonlyMap<string, number>): Tally {
  const mails = new Map<string, MailChange>();
  const traffic = new Map<string, Traffic>();
  for (const happening of happenings) {
    const { kind, messageId, campaignId, at } = happening;
    const { bit, single } = findReportKind(kind);
    const mail = mails.get(messageId) ?? nothing(messageId);
    const isFirst = single === true || (((seen.get(messageId) ?? 0) | mail.seen) & (1 << bit)) === 0;
    if (single !== true) mails.set(messageId, withHappening(mail, happening, bit));
    const hour = new Date(Math.floor(at.getTime() / hourMs) * hourMs);
    const key = `${campaignId} ${hour.toISOString()} ${kind}`;
    const counted = traffic.get(key) ?? {
      campaign_id: campaignId,
      hour,
      type: trafficType(kind),
      events: 0,
      contacts: 0,
    };
    traffic.set(key, {
      ...counted,
      events: counted.events + 1,
      contacts: counted.contacts + (isFirst ? 1 : 0),
    });
  }
  return {
    mails: inOrder(mails),
    clicks: happenings.flatMap(({ kind, campaignId, messageId, linkId, url }) =>
      kind === "clicked" ? { campaign_id: campaignId, message_id: messageId, link_id: linkId, url } : [],
    ),
    traffic: inOrder(traffic),
  };
}

const nothing = (id: string): MailChange => ({
  id,
  seen: 0,
  opens: 0,
  clicks: 0,
  opened_at: null,
  clicked_at: null,
  bounced_at: null,
  complained_at: null,
  unsubscribed_at: null,
});

function withHappening(mail: MailChange, { kind, at }: Happening, bit: number): MailChange {
  const column = columns[kind];
  const first = column === undefined ? null : mail[column];
  return {
    ...mail,
    seen: mail.seen | (1 << bit),
    opens: mail.opens + (kind === "opened" ? 1 : 0),
    clicks: mail.clicks + (kind === "clicked" ? 1 : 0),
    ...(column === undefined ? {} : { [column]: first === null || at < first ? at : first }),
  };
}

const inOrder = <T>(byKey: Map<string, T>): T[] =>
  [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
