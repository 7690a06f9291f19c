import { expect, test } from "vitest";
import { urlParts, webhookName } from "./names";

test("a webhook without a name is called by the host it sends to", () => {
  expect(webhookName({ name: "", url: "https://api.example.com/hook" })).toBe("api.example.com");
  expect(webhookName({ name: "CRM", url: "https://api.example.com/hook" })).toBe("CRM");
});

test("the host of a URL stands out, and a scheme only where it is not HTTPS", () => {
  expect(urlParts("https://api.example.com/hook?x=1")).toEqual({
    scheme: "",
    host: "api.example.com",
    rest: "/hook?x=1",
  });
  expect(urlParts("http://127.0.0.1:4000/")).toEqual({ scheme: "http://", host: "127.0.0.1:4000", rest: "" });
});
