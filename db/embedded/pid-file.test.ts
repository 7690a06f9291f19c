import { expect, test } from "vitest";
import { parsePidFile } from "./pid-file";

test("a server that takes connections says so with its port", () => {
  const text = "8085\n/data/cluster\n1763685600\n36789\n\n127.0.0.1\n  9978057        11\nready   \n";
  expect(parsePidFile(text)).toEqual({ pid: 8085, port: 36789, status: "ready" });
});

test("a file cut off in the middle still names its process", () => {
  expect(parsePidFile("8085\n/data/cluster\n")).toEqual({ pid: 8085, port: null, status: "unknown" });
});

test("a file without a process is no pid file", () => {
  expect(parsePidFile("")).toBeNull();
  expect(parsePidFile("not a number\n")).toBeNull();
});
