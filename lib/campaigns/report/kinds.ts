import type { EventName } from "../../events/catalogue";

/** What the reports count. */
interface ReportKind {
  event: EventName;
  /** Its place in `campaign_messages.seen`, which stays what it is. */
  bit: number;
  /** What programs do stands apart: mail privacy and scanners open and click far more than people do. */
  machine?: true;
}

/** Everything that a report tells of a campaign's mails, by the name that traffic and answers give it. */
export const reportKinds = {
  sent: { event: "email.sent", bit: 0 },
  delivered: { event: "email.delivered", bit: 1 },
  opened: { event: "email.opened", bit: 2 },
  clicked: { event: "email.clicked", bit: 3 },
  bounced: { event: "email.bounced", bit: 4 },
  complained: { event: "email.complained", bit: 5 },
  unsubscribed: { event: "email.unsubscribed", bit: 6 },
  failed: { event: "email.failed", bit: 7 },
  machineOpened: { event: "email.opened", bit: 8, machine: true },
  machineClicked: { event: "email.clicked", bit: 9, machine: true },
} as const satisfies Record<string, ReportKind>;

export type ReportKindName = keyof typeof reportKinds;

export const reportKindNames = Object.keys(reportKinds) as ReportKindName[];

const kindOf = new Map<string, ReportKindName>(
  reportKindNames.map((name) => [`${reportKinds[name].event} ${"machine" in reportKinds[name]}`, name]),
);

/** The kind of an event with these data; undefined when reports do not count it. */
export const reportKindOf = (type: string, data: Record<string, unknown>): ReportKindName | undefined =>
  kindOf.get(`${type} ${data.machine === true}`) ?? kindOf.get(`${type} false`);
