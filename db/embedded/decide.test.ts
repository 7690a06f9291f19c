import { describe, expect, test } from "vitest";
import { decideCluster, decideHome, decideLock, decidePostmaster, isPassingFailure } from "./decide";
import type { PidFile } from "./pid-file";

describe("the lock", () => {
  const owner = { pid: 42, startedAt: "boot:100" };

  test("holds while the process that wrote it lives", () => {
    expect(decideLock(owner, { alive: true, startedAt: "boot:100" })).toBe("held");
  });

  test("is stale when the process is gone", () => {
    expect(decideLock(owner, { alive: false })).toBe("stale");
  });

  test("is stale when another process has the pid now", () => {
    expect(decideLock(owner, { alive: true, startedAt: "boot:200" })).toBe("stale");
  });

  test("holds when a living process can't be told apart: two apps on one folder are worse than a refused start", () => {
    expect(decideLock(owner, { alive: true, startedAt: null })).toBe("held");
    expect(decideLock({ pid: 42, startedAt: null }, { alive: true, startedAt: "boot:200" })).toBe("held");
  });

  test("that nobody can read is stale", () => {
    expect(decideLock(null, { alive: true, startedAt: null })).toBe("stale");
  });
});

describe("the database's home", () => {
  test("is the data folder where its user can enter it", () => {
    expect(decideHome({ clusterHere: false, noted: "none", reachable: true })).toBe("here");
  });

  test("is elsewhere where its user can't", () => {
    expect(decideHome({ clusterHere: false, noted: "none", reachable: false })).toBe("elsewhere");
  });

  test("stays where it was made, whatever would be chosen today", () => {
    expect(decideHome({ clusterHere: false, noted: "there", reachable: true })).toBe("noted");
    expect(decideHome({ clusterHere: true, noted: "none", reachable: false })).toBe("here");
  });

  test("is never made anew in silence when the noted folder is gone", () => {
    expect(decideHome({ clusterHere: false, noted: "gone", reachable: true })).toBe("lost");
  });
});

describe("what stands where the database belongs", () => {
  test("nothing, or an empty folder, is initialised", () => {
    expect(decideCluster({ kind: "missing" }, 18)).toBe("initialise");
    expect(decideCluster({ kind: "empty" }, 18)).toBe("initialise");
  });

  test("a database of our major version is used", () => {
    expect(decideCluster({ kind: "folder", version: "18" }, 18)).toBe("use");
  });

  test("a database of another major version is refused", () => {
    expect(decideCluster({ kind: "folder", version: "17" }, 18)).toBe("refuse-version");
  });

  test("files that are no database are refused", () => {
    expect(decideCluster({ kind: "folder", version: null }, 18)).toBe("refuse-foreign");
  });
});

describe("a server left behind", () => {
  const pidFile: PidFile = { pid: 42, port: 5433, status: "ready" };

  test("no pid file: a server is launched", () => {
    expect(decidePostmaster({ pidFile: null, process: "gone", suits: false })).toBe("launch");
  });

  test("one that suits is adopted", () => {
    expect(decidePostmaster({ pidFile, process: "postmaster", suits: true })).toBe("adopt");
  });

  test("one that suits is adopted even where the system can't say whose process it is", () => {
    expect(decidePostmaster({ pidFile, process: "unrelated", suits: true })).toBe("adopt");
  });

  test("one that does not suit is replaced", () => {
    expect(decidePostmaster({ pidFile, process: "postmaster", suits: false })).toBe("replace");
  });

  test("a process that only inherited the pid is left alone", () => {
    expect(decidePostmaster({ pidFile, process: "unrelated", suits: false })).toBe("clear-and-launch");
  });

  test("a pid file without a process is cleared", () => {
    expect(decidePostmaster({ pidFile, process: "gone", suits: false })).toBe("clear-and-launch");
  });
});

test("a port that was taken meanwhile is worth another try, a broken file is not", () => {
  expect(isPassingFailure("FATAL:  could not create any TCP/IP sockets")).toBe(true);
  expect(isPassingFailure("FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use")).toBe(true);
  expect(isPassingFailure("PANIC:  could not locate a valid checkpoint record")).toBe(false);
});
