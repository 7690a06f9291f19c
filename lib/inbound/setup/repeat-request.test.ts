import { expect, test } from "vitest";
import { repeatRequest } from "./repeat-request";

const url = "https://gate.example.com/v1/audience-webhooks/YOUR_WEBHOOK_SECRET/1";
const request = { method: "POST", contentType: "application/json", body: null, query: null };

test("repeats the body as it came, quotes included", () => {
  expect(repeatRequest({ ...request, body: `{"n":"it's"}` }, url)).toBe(
    `curl -X POST '${url}' \\
  -H 'Content-Type: application/json' \\
  --data-raw '{"n":"it'\\''s"}'`,
  );
});

test("repeats a GET with its query string, & included", () => {
  const get = { ...request, method: "GET", contentType: null, query: "email=a%40b.co&n=it's" };
  expect(repeatRequest(get, url)).toBe(`curl '${url}?email=a%40b.co&n=it'\\''s'`);
  expect(repeatRequest({ ...get, query: "" }, url)).toBe(`curl '${url}'`);
});

test("a body that was refused unread is left out", () => {
  expect(repeatRequest({ ...request, contentType: null }, url)).toBe(`curl -X POST '${url}'`);
});
