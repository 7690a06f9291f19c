import type { EventName } from "../../events/catalogue";

/** What the reports count. */
interface ReportKind {
  event: EventName;
  /** Its place in `campaign_messages.seen`, which stays what it is. */
  bit: number;
  /** What programs do stands apart: mail privacy and scanners open and click far more than people do. */
  machine?: true;
  /** A mail has it once by its nature: nothing is looked up or remembered for it. */
  single?: true;
}

/** Everything that a report tells of a campaign's mails, by the name that traffic and answers give it. */
export const reportKinds = {
  sent: { event: "email.sent", bit: 0, single: true },
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

export const findReportKind = (name: ReportKindName): ReportKind => reportKinds[name];

export const reportKindNames = Object.keys(reportKinds) as ReportKindName[];

/** The type under which traffic holds a kind: its event's, and for what programs do one of its own. */
export const trafficType = (name: ReportKindName): string => typeOf(findReportKind(name));

const typeOf = ({ event, machine }: ReportKind): string => (machine === true ? `${event}:machine` : event);

const kindByType = new Map(reportKindNames.map((name) => [trafficType(name), name]));

/** The kind that traffic of this type counts. */
export const kindOfTraffic = (type: string): ReportKindName | undefined => kindByType.get(type);

/** The kind of an event with these data; undefined when reports do not count it. */
export const reportKindOf = (type: string, data: Record<string, unknown>): ReportKindName | undefined =>
  (data.machine === true ? kindByType.get(`${type}:machine`) : undefined) ?? kindByType.get(type);
