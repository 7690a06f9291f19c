import type { WorkspaceCtx } from "../context";
import { AppError } from "../errors";
import type { Outbound } from "../outbound/outbound";
import { webhookLimits } from "./limits";

const windowMs = 60_000;
const workspacesMax = 1_000;

/** When workspaces sent their last tests, by the process's way out: each process counts for itself. */
const sentBy = new WeakMap<Outbound, Map<string, number[]>>();

/** Counts a test, because a test makes a server of ours send requests at somebody's word. Throws `rate_limited`. */
export function countTest({ outbound, workspace, now }: WorkspaceCtx): void {
  const sent = sentBy.get(outbound) ?? new Map<string, number[]>();
  sentBy.set(outbound, sent);
  const at = now().getTime();
  const recent = (sent.get(workspace.id) ?? []).filter((before) => before > at - windowMs);
  const [oldest] = recent;
  if (oldest !== undefined && recent.length >= webhookLimits.testsPerMinuteMax)
    throw new AppError(
      "rate_limited",
      `At most ${webhookLimits.testsPerMinuteMax} tests a minute can be sent. Try again in a moment.`,
      undefined,
      Math.ceil((oldest + windowMs - at) / 1_000),
    );
  // Newest last, so that the first one is whoever has not tested for longest.
  sent.delete(workspace.id);
  sent.set(workspace.id, [...recent, at]);
  if (sent.size > workspacesMax) sent.delete(sent.keys().next().value ?? "");
}
