import { describe, expect, it } from "vitest";
import { safePath } from "../auth/safe-path";
import { trustedOrigins } from "../auth/trusted-origins";
import { refuseForeignOrigin } from "./same-origin";

const send = (method: string, headers: Record<string, string>, publicUrl = "http://localhost:3000") =>
  refuseForeignOrigin(new Request("http://localhost:3000/x", { method, headers }), publicUrl);

describe("refuseForeignOrigin", () => {
  it("another site can't write with somebody's cookie, whichever mark the browser sends", () => {
    const foreign: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      { "sec-fetch-site": "same-site", origin: "http://localhost:4000" },
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example" },
      { origin: "null" },
    ];
    for (const headers of foreign) expect(() => send("POST", headers)).toThrow("another site");
  });

  it("our own pages, the other name of the same machine, and programs may", () => {
    send("POST", { "sec-fetch-site": "same-origin", origin: "http://localhost:3000" });
    send("DELETE", { origin: "http://127.0.0.1:3000" });
    send("PATCH", {});
    send("GET", { "sec-fetch-site": "cross-site" });
  });
});

describe("trustedOrigins", () => {
  it("adds the twin of a local address alone, with the same port", () => {
    expect(trustedOrigins("http://localhost:3000/")).toEqual(["http://localhost:3000", "http://127.0.0.1:3000"]);
    expect(trustedOrigins("http://127.0.0.1")).toEqual(["http://localhost", "http://127.0.0.1"]);
    expect(trustedOrigins("https://gate.example.com")).toEqual(["https://gate.example.com"]);
  });
});

describe("safePath", () => {
  it("never leads to another site", () => {
    for (const path of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", null])
      expect(safePath(path)).toBe("/");
  });

  it("keeps a path with its query and drops what the router added", () => {
    expect(safePath("/default/audiences?tab=a&_rsc=1x")).toBe("/default/audiences?tab=a");
  });
});
