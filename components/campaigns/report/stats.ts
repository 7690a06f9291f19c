import type { CampaignReport } from "@/lib/campaigns/contract";
import type { ReportKindName } from "@/lib/campaigns/report/kinds";
import { rateText } from "../rate-text";
import type { MessageFilter } from "./message-filter";

export interface Stat {
  key: string;
  label: string;
  contacts: number;
  /** Of the contacts that it was sent to. */
  rate: string | null;
  /** What is counted, where the word alone does not say it. */
  meaning?: string;
  /** The recipients behind the number. */
  filter?: MessageFilter;
}

/** The numbers of a report, each contact counted once. */
export function statsOf(totals: CampaignReport["totals"]): Stat[] {
  const contacts = (kind: ReportKindName) => totals[kind]?.contacts ?? 0;
  const sent = contacts("sent");
  const stat = (key: string, label: string, count: number, more: Partial<Stat> = {}): Stat => ({
    key,
    label,
    contacts: count,
    rate: rateText(count, sent),
    ...more,
  });
  const byPrograms = contacts("machineOpened");
  return [
    stat("sent", "Sent", sent, {
      rate: null,
      meaning: "Mails that the mail server took, or that the Mailbox captured.",
    }),
    stat("delivered", "Delivered", Math.max(0, sent - contacts("bounced")), {
      meaning: "Sent minus bounced: mail servers tell when a mail comes back, not when it arrives.",
    }),
    stat("opened", "Opened", contacts("opened"), {
      filter: "opened",
      meaning: `Contacts whose mail program loaded the invisible image; who blocks images is missing.${
        byPrograms > 0
          ? ` Scanners and mail privacy opened ${byPrograms.toLocaleString("en")} mails by themselves; they are not counted.`
          : ""
      }`,
    }),
    stat("clicked", "Clicked", contacts("clicked"), { filter: "clicked" }),
    stat("bounced", "Bounced", contacts("bounced"), { filter: "bounced" }),
    stat("unsubscribed", "Unsubscribed", contacts("unsubscribed"), { filter: "unsubscribed" }),
  ];
}
