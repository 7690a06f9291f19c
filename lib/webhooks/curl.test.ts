import { execFileSync, spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curlOf } from "./curl";

test("a request as a command", () => {
  const request = {
    method: "POST",
    url: "https://example.com/hook?a=1",
    headers: [
      { name: "content-type", value: "application/json" },
      { name: "content-length", value: "13" },
      { name: "x-empty", value: "" },
    ],
    body: `{"it's":"ok"}`,
  };
  expect(curlOf(request)).toBe(`curl -X 'POST' 'https://example.com/hook?a=1' \\
  -H 'content-type: application/json' \\
  -H 'x-empty;' \\
  --data-raw '{"it'\\''s":"ok"}'`);
});

/** What a shell makes of the command: `curl` is a function here that prints its arguments and its input. */
function argumentsOf(command: string): { args: string[]; input: string } {
  const script = `curl() { printf '%s\\0' "$@"; case "$*" in *"@-") printf '\\1'; cat;; esac; }\n${command}`;
  const [args = "", input = ""] = execFileSync("sh", ["-s"], { input: script, encoding: "utf8" }).split("\x01");
  return { args: args.split("\0").slice(0, -1), input };
}

const text = fc.string({ unit: fc.constantFrom(..."ab'\"\\$`!#&|;()<>{}[]*?~ \n\tä日=%@") });

describe.skipIf(spawnSync("sh", ["-c", "true"]).status !== 0)("in a shell", () => {
  test("nothing in it is anything but text", () => {
    fc.assert(
      fc.property(text, text, text, (query, value, body) => {
        const url = `https://example.com/?${query}`;
        const request = { method: "POST", url, headers: [{ name: "x-a", value: `v${value}` }], body };
        const glob = /[[\]{}]/.test(url) ? ["--globoff"] : [];
        expect(argumentsOf(curlOf(request)).args).toEqual([
          ...glob,
          "-X",
          "POST",
          url,
          "-H",
          `x-a: v${value}`,
          "--data-raw",
          body,
        ]);
      }),
      { numRuns: 40 },
    );
  });

  test("a body too long for an argument comes in through a pipe", () => {
    const body = `it's ${"ä$x ".repeat(100_000)}`;
    const { args, input } = argumentsOf(curlOf({ method: "POST", url: "https://example.com", headers: [], body }));
    expect(args.at(-1)).toBe("@-");
    expect(input).toBe(body);
  });
});
