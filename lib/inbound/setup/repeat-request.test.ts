import { expect, test } from "vitest";
import { repeatRequest } from "./repeat-request";

const url = "https://gate.example.com/v1/audience-webhooks/YOUR_WEBHOOK_SECRET/1";

test("repeats the body as it came, quotes included", () => {
  expect(repeatRequest({ contentType: "application/json", body: `{"n":"it's"}` }, url)).toBe(
    `curl -X POST '${url}' \\
  -H 'Content-Type: application/json' \\
  --data-raw '{"n":"it'\\''s"}'`,
  );
});

test("a body that was refused unread is left out", () => {
  expect(repeatRequest({ contentType: null, body: null }, url)).toBe(`curl -X POST '${url}'`);
});
