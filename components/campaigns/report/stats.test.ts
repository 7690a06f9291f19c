import { expect, test } from "vitest";
import type { CampaignReport } from "@/lib/campaigns/contract";
import { statsOf } from "./stats";

const once = (contacts: number) => ({ contacts, events: contacts });

const totals = (known: Partial<CampaignReport["totals"]>): CampaignReport["totals"] => ({
  sent: once(0),
  delivered: once(0),
  opened: once(0),
  clicked: once(0),
  bounced: once(0),
  complained: once(0),
  unsubscribed: once(0),
  failed: once(0),
  machineOpened: once(0),
  machineClicked: once(0),
  ...known,
});

test("delivered is sent minus bounced, and shares are those of sent", () => {
  const stats = statsOf(
    totals({
      sent: once(200),
      bounced: once(10),
      opened: { contacts: 76, events: 120 },
      clicked: once(9),
    }),
  );
  expect(stats.map(({ key, contacts, rate }) => [key, contacts, rate])).toEqual([
    ["sent", 200, null],
    ["delivered", 190, "95 %"],
    ["opened", 76, "38 %"],
    ["clicked", 9, "4.5 %"],
    ["bounced", 10, "5.0 %"],
    ["unsubscribed", 0, "0 %"],
  ]);
});

test("opens by programs are told, not counted", () => {
  const opened = statsOf(totals({ sent: once(2), opened: once(1), machineOpened: once(1) })).find(
    ({ key }) => key === "opened",
  );
  expect(opened?.contacts).toBe(1);
  expect(opened?.meaning).toContain("opened 1 mails by themselves");
});
