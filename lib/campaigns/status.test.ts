import { expect, test } from "vitest";
import { campaignStatuses } from "@/db/enums";
import { campaignActions, isDeletable, isEditable, nextStatus, refusalOf } from "./status";

/** Rows: what is done; columns: in which status. A dash: refused. */
const table = `
              draft      scheduled  sending    paused     sent  cancelled
send          sending    sending    -          -          -     -
schedule      scheduled  scheduled  -          -          -     -
start         -          sending    -          -          -     -
pause         -          draft      paused     -          -     -
stall         -          draft      paused     -          -     -
resume        -          -          -          sending    -     -
cancel        -          cancelled  cancelled  cancelled  -     -
finish        -          -          sent       -          -     -`;

test("every step of a campaign is the one of the table", () => {
  const [head = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  expect(head).toEqual([...campaignStatuses]);
  expect(rows.map(([action]) => action)).toEqual([...campaignActions]);
  for (const [index, action] of campaignActions.entries())
    expect(
      campaignStatuses.map((status) => nextStatus(status, action) ?? "-"),
      action,
    ).toEqual(rows[index]?.slice(1));
});

test("what was begun is not edited, what is being sent is not deleted, and each refusal says what can be done", () => {
  expect(campaignStatuses.filter(isEditable)).toEqual(["draft", "scheduled"]);
  expect(campaignStatuses.filter((status) => !isDeletable(status))).toEqual(["sending"]);
  for (const status of campaignStatuses) expect(refusalOf(status)).toMatch(/^This campaign .+\. .+\.$/);
});
