import { expect, test } from "vitest";
import { createBurstWatch } from "./burst";
import { isMachine, isTooSoon } from "./machine";
import type { Visit } from "./visit";

const at = (ms: number) => new Date(Date.UTC(2026, 2, 1) + ms);
const click = (linkId: string | null, ms: number, messageId = "a"): Visit => ({
  messageId,
  ofCampaign: true,
  link: linkId === null ? null : { id: linkId, url: `https://example.com/${linkId}` },
  at: at(ms),
  ip: null,
  userAgent: null,
  machine: false,
});
const flagged = (visits: Visit[]) => {
  const watch = createBurstWatch();
  for (const visit of visits) watch(visit);
  return visits.map(({ machine }) => machine);
};

test("several links of a mail within a second are a program's doing, the first one too while it is not written", () => {
  expect(flagged([click("x", 0), click("y", 300), click("z", 600)])).toEqual([true, true, true]);
});

test("the same link twice, later links, other mails and openings are people's", () => {
  expect(flagged([click("x", 0), click("x", 100)])).toEqual([false, false]);
  expect(flagged([click("x", 0), click("y", 1_000)])).toEqual([false, false]);
  expect(flagged([click("x", 0), click("y", 100, "b")])).toEqual([false, false]);
  expect(flagged([click(null, 0), click("x", 100), click(null, 200)])).toEqual([false, false, false]);
});

test("a burst is seen among thousands of other mails", () => {
  const watch = createBurstWatch();
  const first = click("x", 0);
  const second = click("y", 900);
  watch(first);
  for (let mail = 0; mail < 5_000; mail++) watch(click("x", 1, `mail ${mail}`));
  watch(second);
  expect([first.machine, second.machine]).toEqual([true, true]);
});

test.each([
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
  "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
  "Microsoft Office/16.0 (Microsoft Outlook 16.0.17425; Pro)",
])("%s is somebody who reads", (userAgent) => {
  expect(isMachine(new Headers({ "user-agent": userAgent }))).toBe(false);
});

test("two seconds after the sending begin the clicks of people; a mail that was never sent has no such moment", () => {
  expect([isTooSoon(at(1_999), at(0)), isTooSoon(at(2_000), at(0)), isTooSoon(at(0), null)]).toEqual([
    true,
    false,
    false,
  ]);
});
