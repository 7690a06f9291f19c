import { expect, test } from "vitest";
import { newId } from "@/db/ids";
import { type TimelineEvent, trackedEventSchema } from "@/lib/tracking/contract";
import { firstEvent, reportOf, trackCommand } from "./track-sample";

const event = (more: Partial<TimelineEvent>): TimelineEvent => ({
  id: newId("evt"),
  type: "email.bounced",
  label: "Email bounced",
  contact: { id: newId("con"), email: "jane@example.com", status: "bounced" },
  audienceId: newId("aud"),
  data: { contact: { email: "jane@example.com" }, bounceType: "hard" },
  source: "api",
  sourceId: null,
  occurredAt: "2026-01-31T12:00:00.000Z",
  recordedAt: "2026-01-31T12:00:01.000Z",
  ...more,
});

test("what is offered for copying is what POST /v1/events takes", () => {
  expect(trackedEventSchema.safeParse(firstEvent).success).toBe(true);
  for (const given of [event({}), event({ type: "order.placed" })])
    expect(trackedEventSchema.safeParse(reportOf(given)).error).toBeUndefined();
  expect(reportOf(event({}))?.data).toEqual({ bounceType: "hard" });
});

test("what Tidegate records itself and what is left of deleted contacts is not offered", () => {
  expect(reportOf(event({ type: "contact.created" }))).toBeNull();
  expect(reportOf(event({ contact: { id: newId("con"), email: null, status: null } }))).toBeNull();
});

test("the command's body survives quotes, and its key comes from the shell", () => {
  const command = trackCommand("https://tidegate.example.com", { id: "it's" });
  expect(command).toContain("'https://tidegate.example.com/v1/events'");
  expect(command).toContain('-H "Authorization: Bearer $TIDEGATE_API_KEY"');
  expect(command).toContain("it'\\''s");
});
