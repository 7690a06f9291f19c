import { expect, test } from "vitest";
import { asLastSent } from "./as-last-sent";

const request = {
  method: "POST",
  url: "https://crm.example.com/hook",
  headers: [
    { name: "content-type", value: "application/json" },
    { name: "webhook-timestamp", value: "made when it is sent" },
    { name: "webhook-signature", value: "made when it is sent" },
  ],
  body: "{}",
};
const attempt = {
  number: 1,
  url: request.url,
  startedAt: "2026-01-31T12:00:00.000Z",
  durationMs: 3,
  responseStatus: 500,
  responseHeaders: {},
  responseBody: null,
  responseTruncated: false,
  cause: null,
};

test("time and signature are those of the last attempt, the rest is what would be sent now", () => {
  const requestHeaders = { "webhook-timestamp": "1769860800", "webhook-signature": "v1,abc", "x-old": "1" };
  expect(
    asLastSent({ request, attempts: [attempt, attempt].map((one) => ({ ...one, requestHeaders })) })?.headers,
  ).toEqual([
    { name: "content-type", value: "application/json" },
    { name: "webhook-timestamp", value: "1769860800" },
    { name: "webhook-signature", value: "v1,abc" },
  ]);
});

test("before the first attempt there is neither", () => {
  expect(asLastSent({ request, attempts: [] })?.headers).toEqual([{ name: "content-type", value: "application/json" }]);
});

test("what is gone can't be copied", () => {
  expect(asLastSent({ request: null, attempts: [] })).toBeNull();
});
