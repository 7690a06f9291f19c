import type { PidFile } from "./pid-file";
import type { ProcessView } from "./processes";

/** What the lock file says about the app that wrote it. `startedAt` tells a process from a later one with its pid. */
export type LockOwner = { pid: number; startedAt: string | null };

/** A lock holds as long as the very process that wrote it lives; a reused pid does not count. */
export function decideLock(owner: LockOwner | null, now: ProcessView): "held" | "stale" {
  if (owner === null || !now.alive) return "stale";
  if (owner.startedAt === null || now.startedAt === null) return "held";
  return owner.startedAt === now.startedAt ? "held" : "stale";
}

export type HomeSituation = {
  /** A database stands in the data folder itself. */
  clusterHere: boolean;
  /** An earlier start noted that the database lives elsewhere; `gone` when that folder no longer exists. */
  noted: "none" | "there" | "gone";
  /** Whoever will run PostgreSQL can enter the data folder. */
  reachable: boolean;
};

/** Where the database of a data folder lives. What exists wins over what would be chosen today. */
export function decideHome(s: HomeSituation): "here" | "noted" | "lost" | "elsewhere" {
  if (s.clusterHere) return "here";
  if (s.noted === "there") return "noted";
  if (s.noted === "gone") return "lost";
  return s.reachable ? "here" : "elsewhere";
}

export type ClusterFound = { kind: "missing" } | { kind: "empty" } | { kind: "folder"; version: string | null };

/** What to do with what was found where the database's files belong. `version` is the content of PG_VERSION. */
export function decideCluster(
  found: ClusterFound,
  majorNeeded: number,
): "initialise" | "use" | "refuse-foreign" | "refuse-version" {
  if (found.kind !== "folder") return "initialise";
  if (found.version === null) return "refuse-foreign";
  return found.version === String(majorNeeded) ? "use" : "refuse-version";
}

export type PostmasterSituation = {
  pidFile: PidFile | null;
  /** Who has the pid of the pid file now. */
  process: "postmaster" | "unrelated" | "gone";
  /** It takes our password, serves our folder and runs the version and durability that we want. */
  suits: boolean;
};

/**
 * What to do about a postmaster that an earlier app may have left behind. PostgreSQL takes any live process with the old pid
 * for a colleague and refuses to start, so a pid file whose process is not one is cleared first.
 */
export function decidePostmaster(s: PostmasterSituation): "launch" | "clear-and-launch" | "adopt" | "replace" {
  if (s.pidFile === null) return "launch";
  if (s.suits) return "adopt";
  return s.process === "postmaster" ? "replace" : "clear-and-launch";
}

/** Whether a start that failed with this output is worth another try with another port, a moment later. */
export function isPassingFailure(output: string): boolean {
  return /could not create any TCP\/IP sockets|pre-existing shared memory block/.test(output);
}
