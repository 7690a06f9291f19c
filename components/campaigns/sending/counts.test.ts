import { expect, test } from "vitest";
import type { messageStates } from "@/db/enums";
import { sendingCounts } from "./counts";

const states = (known: Partial<Record<(typeof messageStates)[number], number>>) => ({
  ...{ pending: 0, sending: 0, sent: 0, captured: 0, skipped: 0, failed: 0, unknown: 0 },
  ...known,
});

test("whoever was sent to, skipped, failed or may have got it is done; the others are left", () => {
  const progress = {
    total: 100,
    gathered: 100,
    states: states({ pending: 38, sending: 2, sent: 30, captured: 20, skipped: 5, failed: 4, unknown: 1 }),
  };
  expect(sendingCounts(progress)).toEqual({ done: 60, total: 100, left: 40, failed: 5, skipped: 5 });
});

test("while recipients are being gathered, those known so far are left and no total is promised", () => {
  const progress = { total: null, gathered: 500, states: states({ pending: 490, sent: 10 }) };
  expect(sendingCounts(progress)).toMatchObject({ total: null, done: 10, left: 490 });
});
