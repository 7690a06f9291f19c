import type { Permission } from "../workspaces/permissions";

interface JobFacts {
  /** What the work is called in lists. */
  label: string;
  /** What `done` counts, for one and for many. */
  noun: { one: string; many: string };
  /** Who may start and cancel it. */
  permission: Permission;
}

/** Every kind of job that people can meet. What a kind does is its part's `jobKind`. */
export const jobCatalogue = {
  "audiences.delete": {
    label: "Delete an audience",
    noun: { one: "contact", many: "contacts" },
    permission: "audiences:write",
  },
  "contacts.import": {
    label: "Import contacts",
    noun: { one: "line", many: "lines" },
    permission: "contacts:write",
  },
  "contacts.check": {
    label: "Check an import",
    noun: { one: "row", many: "rows" },
    permission: "contacts:write",
  },
  "inbound.replay": {
    label: "Replay requests",
    noun: { one: "request", many: "requests" },
    permission: "webhooks:write",
  },
  "deliveries.replay": {
    label: "Send deliveries again",
    noun: { one: "delivery", many: "deliveries" },
    permission: "webhooks:write",
  },
  "deliveries.drop": {
    label: "Drop held deliveries",
    noun: { one: "delivery", many: "deliveries" },
    permission: "webhooks:write",
  },
  "journeys.retry": {
    label: "Try failed runs again",
    noun: { one: "run", many: "runs" },
    permission: "journeys:write",
  },
  "journeys.move": {
    label: "Move runs to a new version",
    noun: { one: "run", many: "runs" },
    permission: "journeys:write",
  },
} as const satisfies Record<string, JobFacts>;

export type JobKindName = keyof typeof jobCatalogue;
export const isJobKindName = (name: string): name is JobKindName => Object.hasOwn(jobCatalogue, name);
