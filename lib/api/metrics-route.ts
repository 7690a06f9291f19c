import { surveyDue, waitedS } from "../background/survey";
import { sameBytes, sha256 } from "../crypto";
import { measureDeliveries } from "../deliveries/measure";
import type { Metrics } from "../metrics";
import { runtime } from "../runtime";
import type { ApiDeps } from "./deps";

const isLocal = (host: string) => host === "localhost" || /^(127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);

/** What telling a process's numbers needs of the runtime. */
export interface MetricsDeps extends Pick<ApiDeps, "env" | "ctx"> {
  metrics: Metrics;
}

/** A process's numbers, as Next's route handler. */
export const metricsRoute = async (request: Request): Promise<Response> => answerMetrics(await runtime(), request);

/** Prometheus' numbers, for callers with the token, or from this machine where none is set. */
export async function answerMetrics({ env, metrics, ctx }: MetricsDeps, request: Request): Promise<Response> {
  const caller = request.headers.get("x-forwarded-for")?.split(",", 1)[0]?.trim() ?? "";
  const allowed =
    env.metricsToken === undefined
      ? // Behind a proxy on this machine everybody seems to call from here.
        isLocal(new URL(env.publicUrl).hostname) && isLocal(caller)
      : sameBytes(sha256(request.headers.get("authorization") ?? ""), sha256(`Bearer ${env.metricsToken}`));
  if (!allowed)
    return Response.json(
      { error: { code: "unauthorized", message: "Send METRICS_TOKEN as a bearer token, or call from this machine." } },
      { status: 401 },
    );
  for (const { drain, due } of await surveyDue(ctx)) {
    if (due !== null) metrics.backgroundDue.set({ function: drain.name }, due.count);
    metrics.backgroundOldestDueSeconds.set({ function: drain.name }, waitedS(due, ctx.now()));
  }
  const { queued, held, succeeded, failed } = await measureDeliveries(ctx);
  metrics.deliveries.set({ state: "queued" }, queued);
  metrics.deliveries.set({ state: "held" }, held);
  metrics.deliveryAttempts.set({ result: "succeeded" }, succeeded);
  metrics.deliveryAttempts.set({ result: "failed" }, failed);
  return new Response(await metrics.registry.metrics(), { headers: { "content-type": metrics.registry.contentType } });
}
