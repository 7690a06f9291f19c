import { expect, test } from "vitest";
import { changeOf, type Draft, draftOf } from "./draft";

const draft: Draft = {
  subject: "Hello",
  previewText: "",
  fromName: "Shop",
  fromEmail: "shop@example.com",
  replyTo: null,
  html: "<p>Hi</p>",
  audienceId: "aud_01h00000000000000000000000",
  segmentId: null,
  trackOpens: true,
  trackClicks: true,
  ratePerMinute: null,
};

test("only what was changed is saved", () => {
  expect(changeOf(draft, draft)).toEqual({ change: {}, refused: [] });
  expect(changeOf(draft, { ...draft, subject: "Hi", trackOpens: false })).toEqual({
    change: { subject: "Hi", trackOpens: false },
    refused: [],
  });
});

test("a half-typed address holds back nothing but itself", () => {
  expect(changeOf(draft, { ...draft, fromEmail: "shop@", subject: "Hi" })).toEqual({
    change: { subject: "Hi" },
    refused: ["fromEmail"],
  });
});

test("a value that is taken away is a change too", () => {
  expect(changeOf({ ...draft, replyTo: "a@example.com", ratePerMinute: 60 }, draft)).toEqual({
    change: { replyTo: null, ratePerMinute: null },
    refused: [],
  });
});

test("a campaign's other properties are none of the draft's", () => {
  expect(draftOf({ ...draft, segmentName: null, ...{ name: "Spring letter", status: "draft" } })).toEqual(draft);
});

test("in place of a segment that was deleted, everybody is a change that is saved", () => {
  const orphan = draftOf({ ...draft, segmentName: "Deleted segment" });
  expect(changeOf(orphan, orphan)).toEqual({ change: {}, refused: [] });
  expect(changeOf(orphan, { ...orphan, segmentId: null })).toEqual({ change: { segmentId: null }, refused: [] });
});
